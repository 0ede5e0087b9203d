// What a page may do with a lab beyond showing it: read its state, and move it.
const tangent = document.getElementById("tangent");
tangent.addEventListener("state", ({ detail }) => {
  document.getElementById("finding").textContent = detail.link;
});

const descent = document.getElementById("descent");
document.getElementById("next").addEventListener("click", () => descent.step());
descent.addEventListener("step", ({ detail }) => {
  document.getElementById("loss").textContent = `Step ${detail.step}: loss ${detail.loss}`;
});
