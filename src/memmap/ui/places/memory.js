// What the tab remembers of a visitor's list until it is closed: the token of the list, and the
// decisions, in case the server forgets it. Python says what to keep; null asks what is kept.
const KEY = "memmap-list";

export default function ({ data, setStateValue }) {
  try {
    if (data.keep === null) {
      const found = sessionStorage.getItem(KEY);
      if (found) setStateValue("found", found);
    } else if (data.keep) {
      sessionStorage.setItem(KEY, data.keep);
    } else {
      sessionStorage.removeItem(KEY);
    }
  } catch { /* storage is switched off or full: a reload begins anew */ }
}
