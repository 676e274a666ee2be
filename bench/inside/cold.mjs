// In a fresh Node: from the import of a client to the resolving of its first call, in milliseconds.
const [, , file] = process.argv;
const began = performance.now();
const { call } = await import(file);
await call();
process.stdout.write(JSON.stringify(performance.now() - began));
