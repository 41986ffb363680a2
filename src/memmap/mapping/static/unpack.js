// Opens a page that is one file: unpacks what it holds, then runs the scripts that wait for it.
(async () => {
  const letters = document.getElementById("memmap-packed").textContent;
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  memmap.packed = await new Response(stream).json();
  for (const waiting of document.querySelectorAll(".memmap-late")) {
    const script = document.createElement("script");
    script.textContent = waiting.textContent;
    waiting.replaceWith(script);
  }
})();
