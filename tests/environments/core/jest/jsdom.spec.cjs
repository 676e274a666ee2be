require("whatwg-fetch");
require("./user.spec.cjs");
