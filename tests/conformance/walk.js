// `alone CONTEXT`: one rule of the validator over one JSON-LD context.
// `mended FEED`: all rules but that one over all pages of a feed.
const { RpdeValidator } = require("@openactive/rpde-validator");
const Prompt = require("@openactive/rpde-validator/src/rules/page/item-data-prompt-rule.js");

const [how, where] = process.argv.slice(2);

function answer(found) {
  console.log(JSON.stringify(found));
}

async function alone(context) {
  const items = [{ data: { "@context": context } }];
  try {
    await new Prompt().validate({ data: { items } });
    answer({ error: "" });
  } catch (error) {
    answer({ error: error.message });
  }
}

async function mended(feed) {
  Prompt.prototype.validate = async () => {};
  const options = { pageLimit: 30, timeoutMs: 30000, logCallback: () => {} };
  const log = await RpdeValidator(feed, options);
  const said = {};
  for (const page of log.pages) {
    for (const { severity, message } of page.errors) {
      said[message] = { severity, message: message.slice(0, 200) };
    }
  }
  answer({ pages: log.pages.length, said: Object.values(said) });
}

if (how === "alone") alone(JSON.parse(where));
else mended(where);
