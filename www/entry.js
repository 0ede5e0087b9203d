// From the page of one lab, which other sites can preview, to the lab itself. What stands behind `#` goes along.
const lab = document.documentElement.dataset.lab;
const state = location.hash.replace(/^#(\/[^?]*)?\??/, "");
location.replace(`./#/${lab}${state && "?"}${state}`);
