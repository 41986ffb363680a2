// The page of a story: the player, and the step in the page's address.
memmap.startStory = ({ story, words }) => {
  const panel = document.getElementById("story"), query = new URLSearchParams(location.search);
  const player = new memmap.Player(memmap.map, story, panel, words);
  player.addEventListener("step", ({ detail: index }) => {
    document.title = `${story.steps[index].heading} · ${story.title}`;
    if (!location.protocol.startsWith("http")) return; // a preview or a file has no address to keep
    const address = new URL(location.href);
    address.searchParams.set("step", String(index + 1));
    history.replaceState(history.state, "", address);
    const share = document.getElementById("memmap-share"), lang = memmap.page.map.language;
    if (share) share.href = `/share?${new URLSearchParams({ story: story.id, step: index + 1, lang })}`;
  });
  if (query.has("loop")) player.buttons.loop.checked = true;
  player.go((Number.parseInt(query.get("step"), 10) || 1) - 1);
  if (query.has("play")) player.play(true);
  return player;
};

memmap.player = memmap.startStory(memmap.page);
