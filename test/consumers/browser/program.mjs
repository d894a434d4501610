// The main entry in a browser bundle: no Node built-in, and only what is used.
import { Jettson } from '@jettson/api';

globalThis.jettson = Jettson;
