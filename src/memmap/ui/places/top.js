// Scrolls to the top when the page comes to another stage: what is new would be out of sight on a phone.
let before = null;

export default function ({ data }) {
  if (before !== null && before !== data.stage) {
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }
  before = data.stage;
}
