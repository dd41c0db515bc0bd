import { html } from './html.ts';

/** Closes the page where WeChat's browser lets it; elsewhere it stays hidden. */
export const backToChat = html`<button class="big" type="button" id="close" hidden>回到聊天</button>`;

/** Shows and runs {@link backToChat}; inline under the page's nonce, for old phones' browsers. */
export const backToChatScript = `
(function () {
  'use strict';
  var button = document.getElementById('close');
  function show() { button.hidden = false; }
  button.addEventListener('click', function () { window.WeixinJSBridge.call('closeWindow'); });
  if (window.WeixinJSBridge) show();
  else document.addEventListener('WeixinJSBridgeReady', show);
})();
`;
