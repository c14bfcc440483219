import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { NO_ANSWER, makeAsker } from "../../widgets/alongside/page/js/asking.js";
import { fits, shareOf } from "../../widgets/alongside/my_record/parts/about.js";
import { DAMAGED, FOREIGN, notARecord } from "../../widgets/alongside/my_record/parts/not_a_record.js";
import { mapped } from "../../widgets/alongside/my_record/parts/own_form.js";
import { inWords, latestFirst, nameOf, spoken, today } from "../../widgets/alongside/my_record/parts/pieces.js";

class Model {
  sent = [];
  hear = () => {};
  refuses = false;
  on(_, hear) {
    this.hear = hear;
  }
  send(content, _, buffers) {
    if (this.refuses) throw new Error("no kernel");
    this.sent.push({ content, buffers });
  }
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

const bytes = (words) => new DataView(new TextEncoder().encode(words).buffer);

test("an answer goes to the question that it is for, with its bytes", async () => {
  const model = new Model();
  const ask = makeAsker(model);
  const [first, second] = [ask({ ask: "open" }, "{}"), ask({ ask: "cpd", entry: "e" }, "{}")];
  const [one, other] = model.sent;
  assert.equal(one.content.ask, "open");
  assert.equal(new TextDecoder().decode(one.buffers[0]), "{}");
  model.hear({ to: 12, words: "somebody else's" }, []);
  model.hear({ to: other.content.id, fields: [] }, []);
  model.hear({ to: one.content.id, read_only: false }, [bytes("{}")]);
  assert.deepEqual((await second).told, { fields: [] });
  const answer = await first;
  assert.deepEqual(answer.told, { read_only: false });
  assert.equal(new TextDecoder().decode(answer.bytes[0]), "{}");
});

test("where no answer comes it is said, and what comes later is let go", async () => {
  const model = new Model();
  const ask = makeAsker(model, 1000);
  const asked = ask({ ask: "open" }, "{}");
  mock.timers.tick(999);
  mock.timers.tick(1);
  assert.deepEqual(await asked, { told: { refused: NO_ANSWER }, bytes: [] });
  model.hear({ to: model.sent[0].content.id }, []);
});

test("what fails, is too much, or has no kernel has its sentence", async () => {
  const model = new Model();
  const ask = makeAsker(model);
  const failed = ask({ ask: "open" }, "{}");
  model.hear({ to: model.sent[0].content.id, failed: true }, []);
  assert.match((await failed).told.refused, /could not be done/);
  assert.match((await ask({ ask: "fill" }, new ArrayBuffer(5e6), new ArrayBuffer(5e6))).told.refused, /more than can be sent/);
  assert.equal(model.sent.length, 1);
  model.refuses = true;
  assert.equal((await ask({ ask: "open" }, "{}")).told.refused, NO_ANSWER);
});

test("a path through a story never says which story", () => {
  assert.equal(nameOf({ kind: "path", title: "At the door" }), "A path through a story");
  assert.equal(nameOf({ kind: "plan", title: "  " }), "Plan");
});

test("days are in words, and today is where the learner is", () => {
  assert.equal(inWords("2026-03-03"), "3 March 2026");
  assert.equal(inWords("2026-13-45"), "2026-13-45");
  assert.equal(today(new Date(2026, 0, 5, 23, 59)), "2026-01-05");
});

test("answers read as they were given", () => {
  assert.equal(spoken({ kind: "date", value: "2026-03-03" }), "3 March 2026");
  assert.equal(spoken({ kind: "list", value: ["one", "two"] }), "one\ntwo");
  assert.equal(spoken({ kind: "choice", value: "hard", words: "Hard, and all right" }), "Hard, and all right");
  assert.equal(spoken({ kind: "number", value: 3 }), "3");
});

test("the latest entry comes first, by the day that it is about", () => {
  const entry = (id, created, day) => ({ id, created: `${created}T10:00:00.000Z`, day });
  const entries = [entry("old", "2026-01-01"), entry("new", "2026-02-01"), entry("about", "2026-01-01", "2026-03-01")];
  assert.deepEqual(latestFirst(entries).map(({ id }) => id), ["about", "new", "old"]);
});

test("a share of full time is a whole number of per cents", () => {
  for (const words of ["", " ", "60", "60%", "100", "1 %"]) assert.ok(fits(words), words);
  for (const words of ["0", "101", "half", "6.5", "-5", "0.6"]) assert.ok(!fits(words), words);
  assert.equal(shareOf("60 %"), 0.6);
  assert.equal(shareOf(" "), undefined);
});

test("a form's mapping keeps what another entry says, and what is chosen now comes first", () => {
  const before = { "cell:1": "field:felt", "cell:2": "field:felt", "cell:3": "title", "cell:4": "title" };
  const now = { "cell:1": "day", "cell:2": null, "cell:3": null, "cell:4": "title" };
  assert.deepEqual(mapped(before, ["title", "day"], now), { "cell:1": "day", "cell:2": "field:felt", "cell:4": "title" });
});

test("only what may be a record is sent to be looked through", () => {
  const flower = JSON.stringify({ format: "alongside-power-flower", words: "mine" });
  assert.match(notARecord(flower), /is a Power Flower, not a record.* not sent anywhere/);
  assert.match(notARecord(JSON.stringify({ format: "alongside-identity-wheel" })), /an identity wheel/);
  assert.equal(notARecord(flower.slice(0, -3)), DAMAGED);
  for (const other of ["5", "null", "[]", "{}", '{"format": "constructor"}', '{"format": ["alongside-record"]}']) assert.equal(notARecord(other), FOREIGN);
  for (const maybe of ['{"format": "alongside-record"}', '{"format": "alongside-record", "version": 99}']) assert.equal(notARecord(maybe), "");
});
