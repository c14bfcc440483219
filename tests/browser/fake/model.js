// A host for one anywidget that is stricter than the real one: it refuses what Jupyter lets pass and then loses.
//   host.traits         what the kernel would have: changed by save_changes() alone
//   host.sent           custom messages to the kernel, in order: {content, buffers}
//   host.saves          what each save_changes() carried, in order
//   host.receive(change)          the kernel sets traits: await it, then look at the page
//   host.message(content, buffers)  the kernel sends a custom message
//   host.listening      how many listeners the widget has on the model
//   host.again(el)      a second view of the same widget
//   host.close()        the cell is gone: aborts, cleans up, and asserts that nothing listens any longer

const plain = value => JSON.parse(JSON.stringify(value));

function frozen(value) {
  if (value && typeof value === 'object' && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

const isJson = value =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value) ||
  (Array.isArray(value) && value.every(isJson)) ||
  (Boolean(value) && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson));

export class FakeModel {
  #values;
  #changed = new Set();
  #listeners = [];
  #ends = [];

  constructor(traits) {
    this.#values = frozen(plain(traits));
    this.traits = plain(traits);
    this.sent = [];
    this.saves = [];
    this.cleanups = [];
  }

  get listening() {
    return this.#listeners.length;
  }

  async show(widget, el) {
    if (!widget || typeof widget.render !== 'function') throw new Error('the module has no default export with render()');
    this.widget = widget;
    if (widget.initialize) {
      const slow = new Promise((_, reject) => setTimeout(() => reject(new Error('initialize() took 2 s: anywidget drops its messages')), 2000));
      const cleanup = await Promise.race([widget.initialize(this.#handed('initialize')), slow]);
      if (typeof cleanup === 'function') this.cleanups.push(cleanup);
    }
    await this.again(el);
  }

  async again(el) {
    const cleanup = await this.widget.render({ ...this.#handed(el), el });
    if (typeof cleanup === 'function') this.cleanups.push(cleanup);
  }

  async receive(change) {
    for (const [name, value] of Object.entries(change)) {
      this.#known(name);
      this.traits[name] = plain(value);
      this.#store(name, value);
    }
    await new Promise(resolve => requestAnimationFrame(resolve));
  }

  message(content, buffers = []) {
    this.#tell('msg:custom', content, buffers);
  }

  async close() {
    this.#ends.forEach(end => end.abort());
    for (const cleanup of this.cleanups) await cleanup();
    if (this.#changed.size) throw new Error(`set() without save_changes(): ${[...this.#changed]}`);
    this.#listeners = [];
  }

  #handed(context) {
    const end = new AbortController();
    this.#ends.push(end);
    end.signal.addEventListener('abort', () => { this.#listeners = this.#listeners.filter(one => one.context !== context) });
    return { model: this.#proxy(context), signal: end.signal, host: {}, experimental: { invoke: () => Promise.reject(new Error('not available')) } };
  }

  #proxy(context) {
    return Object.freeze({
      get: name => { this.#known(name); return this.#values[name] },
      set: (name, value) => {
        this.#known(name);
        if (!isJson(value)) throw new Error(`set('${name}'): only JSON reaches the kernel`);
        this.#changed.add(name);
        this.#store(name, value);
      },
      save_changes: () => {
        const change = Object.fromEntries([...this.#changed].map(name => [name, plain(this.#values[name])]));
        this.#changed.clear();
        Object.assign(this.traits, change);
        if (Object.keys(change).length) this.saves.push(change);
      },
      send: (content, callbacks, buffers = []) => {
        if (!isJson(content)) throw new Error('send(): only JSON reaches the kernel');
        this.sent.push({ content: plain(content), buffers });
      },
      on: (names, callback) => {
        for (const name of names.split(' ')) {
          if (name.startsWith('change:')) this.#known(name.slice(7));
          else if (name !== 'change' && name !== 'msg:custom') throw new Error(`on('${name}'): nothing ever sends it`);
          this.#listeners.push({ name, callback, context });
        }
      },
      off: (name, callback) => {
        this.#listeners = this.#listeners.filter(one =>
          !((!name || one.name === name) && (!callback || one.callback === callback) && one.context === context));
      },
      widget_manager: undefined,
    });
  }

  #known(name) {
    if (!(name in this.#values)) throw new Error(`no trait '${name}'; there are ${Object.keys(this.#values).join(', ')}`);
  }

  #store(name, value) {
    if (JSON.stringify(value) === JSON.stringify(this.#values[name])) return;
    this.#values = Object.freeze({ ...this.#values, [name]: frozen(plain(value)) });
    this.#tell(`change:${name}`, this, this.#values[name]);
    this.#tell('change', this);
  }

  #tell(name, ...words) {
    this.#listeners.filter(one => one.name === name).forEach(one => one.callback(...words));
  }
}
