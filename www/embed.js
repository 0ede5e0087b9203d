// <little-o-lab>: a lab of Little-o in a page of yours.
//
//   <script src="https://HOST/little-o/embed.js" defer></script>
//   <little-o-lab lab="tangent" f="x^2" x="1" eps="0.5"></little-o-lab>
//   <little-o-lab src="https://HOST/little-o/#/descent?f=x^2&rate=0.1" height="480"></little-o-lab>
//
// The lab runs in a frame; none of its code runs in your page. Every key of a link may stand as an attribute; with `src`
// the link is taken as it stands. `title` names the frame, `height` fixes it: without it the frame is as high as the lab.
// The element has the methods hello(), getState(), setState(state), play(), pause(), step() and reset(), which promise
// the lab's answer, and it fires an event for each message: "ready", "state", "verdict", "step", "answer", "error".

(() => {
  const script = document.currentScript ?? document.querySelector("script[src$='embed.js']");
  const home = new URL(".", script?.src ?? document.baseURI);

  /** What belongs to the element, not to the lab. */
  const own = new Set(["src", "lab", "title", "height", "loading", "id", "class", "style", "slot", "hidden", "lang", "dir", "role"]);
  const isKey = (name) => !own.has(name) && !/^(data-|aria-|on)/.test(name);
  const defaultHeight = 480;
  const tallest = 4000;
  const patience = 10_000;
  let count = 0;

  class LittleOLab extends HTMLElement {
    #frame = null;
    #waiting = new Map();
    #watch = new MutationObserver((changes) => this.#changed(changes));
    #listen = (event) => this.#receive(event);

    connectedCallback() {
      const frame = document.createElement("iframe");
      frame.src = this.#address();
      frame.title = this.getAttribute("title") ?? this.#name();
      frame.allow = "fullscreen; clipboard-write";
      frame.loading = this.getAttribute("loading") ?? "lazy";
      frame.style.cssText = "display: block; width: 100%; border: 0";
      frame.style.height = `${parseFloat(this.getAttribute("height")) || defaultHeight}px`;
      this.style.display ||= "block";
      this.#frame = frame;
      window.addEventListener("message", this.#listen);
      this.#watch.observe(this, { attributes: true });
      this.replaceChildren(frame);
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.#listen);
      this.#watch.disconnect();
      this.#frame = null;
    }

    hello() { return this.#ask("hello"); }
    getState() { return this.#ask("getState"); }
    setState(state) { return this.#ask("setState", { state }); }
    play() { return this.#ask("play"); }
    pause() { return this.#ask("pause"); }
    step() { return this.#ask("step"); }
    reset() { return this.#ask("reset"); }

    /** The link of the lab, for a frame. */
    #address() {
      const src = this.getAttribute("src");
      const [page, fragment = ""] = src === null ? [home.href, `/${this.getAttribute("lab") ?? "little-o"}`] : new URL(src, document.baseURI).href.split("#");
      const pairs = src === null ? Object.entries(this.#keys()).map(([key, value]) => `${key}=${encodeURIComponent(value)}`) : [];
      const given = fragment.includes("?") ? "&" : "?";
      return `${page}#${fragment || "/little-o"}${given}${["embed=1", ...pairs].join("&")}`;
    }

    #keys() {
      const keys = [...this.attributes].filter(({ name }) => isKey(name));
      return Object.fromEntries(keys.map(({ name, value }) => [name, value]));
    }

    #name() {
      const functions = ["f", "g"].filter((name) => this.hasAttribute(name)).map((name) => `${name} = ${this.getAttribute(name)}`);
      return ["Little-o, a calculus lab", ...functions].join(": ");
    }

    #changed(changes) {
      const names = new Set(changes.map(({ attributeName }) => attributeName));
      if (names.has("src") || names.has("lab")) {
        this.#frame.src = this.#address();
      } else if ([...names].some(isKey)) {
        this.setState(this.#keys()).catch((error) => console.warn(error.message));
      }
      if (names.has("title")) this.#frame.title = this.getAttribute("title") ?? this.#name();
      if (names.has("height")) this.#frame.style.height = `${parseFloat(this.getAttribute("height")) || defaultHeight}px`;
    }

    /** Sends a request once the lab is there, and promises its answer. */
    #ask(type, fields = {}) {
      const id = `lab-${++count}`;
      const send = () => this.#frame?.contentWindow?.postMessage({ source: "little-o", version: 1, type, id, ...fields }, new URL(this.#frame.src).origin);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => this.#settle(id, { type: "error", message: "The lab does not answer." }), patience);
        this.#waiting.set(id, { resolve, reject, timer, send });
        send();
      });
    }

    #settle(id, message) {
      const asked = this.#waiting.get(id);
      if (!asked) return;
      this.#waiting.delete(id);
      clearTimeout(asked.timer);
      if (message.type === "error") asked.reject(new Error(message.message));
      else asked.resolve(message);
    }

    #receive({ source, data }) {
      if (source !== this.#frame?.contentWindow || data?.source !== "little-o" || data.version !== 1) return;
      if (data.id !== undefined) this.#settle(data.id, data);
      // What was asked before the lab was there is asked again.
      if (data.type === "ready" && data.id === undefined) for (const { send } of this.#waiting.values()) send();
      if (data.type === "resize") {
        if (!this.hasAttribute("height")) this.#frame.style.height = `${Math.min(Math.max(data.height, 160), tallest)}px`;
        return;
      }
      this.dispatchEvent(new CustomEvent(data.type, { detail: data }));
    }
  }

  if (!customElements.get("little-o-lab")) customElements.define("little-o-lab", LittleOLab);
})();
