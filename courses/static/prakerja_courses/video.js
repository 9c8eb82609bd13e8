/** Put the player in place of the poster, once somebody asks for it. */

function player({ videoEmbed, videoTitle }) {
  const frame = document.createElement("iframe");
  const source = new URL(videoEmbed, document.baseURI);
  source.searchParams.set("autoplay", "1");
  frame.title = videoTitle;
  frame.allow = "autoplay; encrypted-media; picture-in-picture";
  frame.allowFullscreen = true;
  // Players refuse to start when they are not told which site embeds them.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = source;
  return frame;
}

for (const video of document.querySelectorAll("[data-video-embed]")) {
  const button = video.querySelector(".pk-video__play");
  if (!button) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = player(video.dataset);
    button.parentElement.replaceChildren(frame);
    frame.focus();
  });
}
