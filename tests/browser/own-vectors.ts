/**
 * Markup that runs, loads or covers something where it is not cleaned, one article each. Code tells the top window its
 * name; addresses lead to a host that no test may see asked for anything but images.
 */
const runs = "top.postMessage('own','*');alert('own')";
const elsewhere = "http://elsewhere.example";

export const ownVectors: readonly string[] = [
  `<script>${runs}</script>`,
  `<img src=x onerror="${runs}">`,
  `<svg onload="${runs}"><script>${runs}</script></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${runs}"></style></mglyph></table></mtext></math>`,
  `<noscript><p title="</noscript><img src=x onerror=${quoted(runs)}>"></p></noscript>`,
  `<textarea><img title="</textarea><img src=x onerror=${quoted(runs)}>"></textarea>`,
  `<iframe src="javascript:${runs}"></iframe><iframe srcdoc="&lt;script&gt;${runs}&lt;/script&gt;"></iframe>`,
  `<iframe src="${elsewhere}/frame"></iframe><embed src="${elsewhere}/embed"><object data="${elsewhere}/object"></object>`,
  `<iframe src="https://www.youtube.com/embed/a"></iframe>`,
  `<meta http-equiv="refresh" content="0;url=${elsewhere}/refresh"><base href="${elsewhere}/">`,
  `<link rel="stylesheet" href="${elsewhere}/style"><style>@import url("${elsewhere}/import");</style>`,
  `<p style="background:url(${elsewhere}/background);position:fixed;inset:0">covers all</p>`,
  `<form action="${elsewhere}/form"><input autofocus onfocus="${runs}"><button formaction="javascript:${runs}">go</button></form>`,
  `<a href="java&#10;script:${runs}">newline</a><a href="&#106;avascript&colon;${runs}">entities</a>`,
  `<a href="data:text/html,<script>${runs}</script>">data</a><a href="vbscript:x">old</a>`,
  `<details open ontoggle="${runs}">x</details><video><source onerror="${runs}"></video><body onload="${runs}">`,
  `<audio autoplay src="${elsewhere}/audio"></audio><video autoplay src="${elsewhere}/video"></video>`,
  `<p>never closed <b><img src=x onerror="${runs}"`,
  `</div></article></body></html><script>${runs}</script>`,
  `<img src="${elsewhere}/plain.png" width="600" height="400" alt="a plain image">`,
];

function quoted(code: string): string {
  return code.replaceAll("'", "&#39;");
}
