// Loads the page again when a file changed. One stream, and only while the page is seen:
// browsers keep but few connections to one place.
"use strict";
{
const { state } = document.currentScript.dataset;
let stream;
const listen = () => {
  if (document.hidden) {
    stream?.close();
    stream = undefined;
  } else if (!stream) {
    stream = new EventSource(`/~events?since=${state}`);
    stream.onmessage = () => location.reload();
  }
};
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
listen();
}
