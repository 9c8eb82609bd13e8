/** Put the player in place of the poster, once somebody asks for it, and go to the
    second that a link of the transcript names. Without this file the links lead to
    the provider, or to the file itself. */

function player({ videoEmbed, videoTitle }, second) {
  const frame = document.createElement("iframe");
  const source = new URL(videoEmbed, document.baseURI);
  source.searchParams.set("autoplay", "1");
  if (second) {
    source.searchParams.set("start", second); // as YouTube reads it
    source.hash = `t=${second}s`; // as Vimeo does
  }
  frame.title = videoTitle;
  frame.allow = "autoplay; encrypted-media; picture-in-picture";
  frame.allowFullscreen = true;
  // Players refuse to start when they are not told which site embeds them.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = source;
  return frame;
}

function playEmbedded(video, second) {
  const frame = player(video.dataset, second);
  video.querySelector(".pk-video__frame").replaceChildren(frame);
  frame.focus();
}

function playOwn(file, second) {
  const go = () => { file.currentTime = second; };
  if (file.readyState) go();
  else file.addEventListener("loadedmetadata", go, { once: true });
  file.focus();
  file.play().catch(() => {}); // where it may not start by itself, its button can
}

/** Whether the video could be sent to that second. */
function seek(video, second) {
  const file = video.querySelector("video");
  if (file) playOwn(file, second);
  else if (video.dataset.videoEmbed) playEmbedded(video, second);
  else return false;
  return true;
}

for (const video of document.querySelectorAll(".pk-video")) {
  const button = video.querySelector(".pk-video__play");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => playEmbedded(video));
  }
  video.addEventListener("click", (event) => {
    const link = event.target.closest("[data-video-second]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (seek(video, Number(link.dataset.videoSecond))) event.preventDefault();
  });
}
