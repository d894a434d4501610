// A program without `strict`, on a newer library: nothing here may need it, or clash with it.
import { Jettson } from '@jettson/api';

const client = new Jettson({
  apiKey: 'jett_sk_test_consumer',
  fetch: async () => new Response('{"memories":[]}'),
});
client.memory
  .list({ namespace: undefined })
  .then((memories) => console.log(JSON.stringify([memories.length])));
