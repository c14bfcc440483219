import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Wire } from "../../widgets/alongside/page/front/wire.js";

/** @type {Socket[]} */
let sockets = [];
/** @type {any[]} */
let heard = [];

class Socket {
  protocol = "v1";
  sent = [];
  isClosed = false;
  constructor(url, protocols) {
    Object.assign(this, { url, protocols });
    sockets.push(this);
  }
  send(frame) {
    this.sent.push(frame);
  }
  close() {
    this.isClosed = true;
  }
}

function wire() {
  const made = new Wire("ws://here/channels", ["v1"], {
    opened: (isFirst) => heard.push(["opened", isFirst]),
    closed: (code) => heard.push(["closed", code]),
  });
  made.onopen = () => heard.push("onopen");
  made.onmessage = ({ data }) => heard.push(data);
  made.onclose = made.onerror = () => heard.push("never");
  return made;
}

beforeEach(() => {
  [sockets, heard] = [[], []];
  globalThis.WebSocket = Socket;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("who listens hears of the first opening and of no closing", () => {
  const made = wire();
  sockets[0].onopen({});
  sockets[0].onmessage({ data: "a message" });
  sockets[0].onclose({ code: 1006 });
  made.open();
  sockets[1].onopen({});
  assert.deepEqual(heard, ["onopen", ["opened", true], "a message", ["closed", 1006], ["opened", false]]);
});

test("what is sent while it is down, or before what was lost has been seen to, does not go out", () => {
  const made = wire();
  made.send(1);
  sockets[0].onopen({});
  made.send(2);
  sockets[0].onclose({ code: 1006 });
  made.send(3);
  made.open();
  sockets[1].onopen({});
  made.send(4);
  made.passes = true;
  made.send(5);
  assert.deepEqual([sockets[0].sent, sockets[1].sent], [[2], [5]]);
});

test("an old socket is let go, and has nothing more to say", () => {
  const made = wire();
  sockets[0].onopen({});
  made.open();
  assert.ok(sockets[0].isClosed);
  assert.deepEqual([sockets[0].onopen, sockets[0].onmessage, sockets[0].onclose], [null, null, null]);
  made.close();
  assert.ok(sockets[1].isClosed);
  assert.equal(heard.length, 2);
});

test("an opening that takes too long counts as closed; the first may wait for its kernel", () => {
  const made = wire();
  mock.timers.tick(89_000);
  assert.deepEqual(heard, []);
  sockets[0].onopen({});
  made.open();
  mock.timers.tick(10_000);
  assert.deepEqual(heard.at(-1), ["closed", 0]);
});
