// Starts the page. A file of its own, so that the content security policy allows no script inside documents.
// Trunk writes the names of the program and its glue into two preload links of the head.
const glue = document.querySelector("link[rel=modulepreload]");
const program = document.querySelector("link[rel=preload][type='application/wasm']");

try {
  const { default: init } = await import(glue.href);
  await init({ module_or_path: program.href });
  // What keeps the page for use without network begins only when it has long been ready.
  setTimeout(() => import("./offline.js"), 5000);
} catch (error) {
  document.getElementById("no-start")?.removeAttribute("hidden");
  throw error;
}
