import assert from "node:assert/strict";
import { mock, test } from "node:test";
import "fake-indexeddb/auto";
import { Device } from "../../widgets/alongside/page/front/keeper/device.js";

test("a store that never opens is done without", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(globalThis.indexedDB, "open", () => new globalThis.IDBOpenDBRequest());
  const opened = assert.rejects(Device.open("alongside/"), { name: "TimeoutError" });
  mock.timers.tick(5000);
  await opened;
  mock.reset();
  mock.timers.reset();
});
