// Imported for its effect alone (it registers formats); the package declares no types for it.
declare module '@hyperjump/json-schema/formats';
