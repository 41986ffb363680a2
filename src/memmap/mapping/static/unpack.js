// Opens a page that is one file: unpacks what it holds, then runs the scripts that wait for it.
(async () => {
  const unpacked = async (letters) => {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  };
  const packed = [...document.querySelectorAll(".memmap-packed")];
  const values = await Promise.all(packed.map((one) => unpacked(one.textContent)));
  memmap.packed = Object.fromEntries(packed.map((one, i) => [one.dataset.name, values[i]]));
  for (const waiting of document.querySelectorAll(".memmap-late")) {
    const script = document.createElement("script");
    script.textContent = waiting.textContent;
    waiting.replaceWith(script);
  }
})();
