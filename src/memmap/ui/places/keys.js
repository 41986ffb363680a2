// Streamlit's shortcuts are dead while any field has the focus: a box that was ticked, a search that was
// sent. Tab goes on from where the field was.
let listening = false;

export default function () {
  if (listening) return;
  listening = true;
  document.addEventListener("click", ({ target }) => {
    const box = target.closest?.('[data-testid="stCheckbox"]')?.querySelector("input");
    if (box) giveBack(box);
  }, true);
  document.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target.type === "text") giveBack(target);
  });
}

function giveBack(field) {
  // Later, as a click on a label puts the focus into its box last.
  if (field.closest(".st-key-review")) setTimeout(() => field.blur());
}
