// The page of a story: the player, and the step in the page's address.
memmap.startStory = ({ story, words }) => {
  const panel = document.getElementById("story"), query = new URLSearchParams(location.search);
  const player = new memmap.Player(memmap.map, story, panel, words);
  player.addEventListener("step", ({ detail: index }) => {
    const address = new URL(location.href), step = String(index + 1), share = document.getElementById("memmap-share");
    address.searchParams.set("step", step);
    if (address.protocol !== "file:") history.replaceState(history.state, "", address);
    if (share) share.href = `/share?${new URLSearchParams({ story: story.id, step, lang: memmap.page.map.language })}`;
    document.title = `${story.steps[index].heading} · ${story.title}`;
  });
  if (query.has("loop")) player.buttons.loop.checked = true;
  player.go((Number.parseInt(query.get("step"), 10) || 1) - 1);
  if (query.has("play")) player.play(true);
  return player;
};

memmap.player = memmap.startStory(memmap.page);
