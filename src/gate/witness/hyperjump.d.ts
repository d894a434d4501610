// Registers the format checks as a side effect; the package ships no types for this entry.
declare module '@hyperjump/json-schema/formats' {}
