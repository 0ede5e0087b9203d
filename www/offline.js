// Lets the page work without network, and says when a newer version has come. Loaded by start.js when all is quiet.
// A frame does without: the page around it decides what is kept.

/** Told to the page when a newer version waits; the page answers with the other when somebody wants it now. */
const newer = "little-o:newer-version";
const wanted = "little-o:use-newer-version";

async function keep() {
  const container = navigator.serviceWorker;
  const registration = await container.register("sw.js");
  // The first version of all is no news.
  const tell = () => { if (registration.waiting && container.controller) window.dispatchEvent(new Event(newer)); };
  tell();
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing.addEventListener("statechange", () => { if (installing.state === "installed") tell(); });
  });
  window.addEventListener(wanted, () => {
    container.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take over");
  });
}

/** Whether service workers can be had: in private windows and sandboxes even asking may fail. */
function canKeep() {
  try { return window.parent === window && "serviceWorker" in navigator && Boolean(navigator.serviceWorker) && isSecureContext; } catch { return false; }
}

// The browser may refuse all the same; the page works without.
if (canKeep()) (window.requestIdleCallback ?? setTimeout)(() => keep().catch(() => {}));
