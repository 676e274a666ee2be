const { start } = require("./start.cjs");

start(JSON.parse(process.env.GIVEN)).then(console.log, (error) => console.log(`failed: ${error}`));
