import { MENU, pushMenu } from '#bot/channels/wechat/menu.ts';
import { pushWecomMenu, WECOM_MENU } from '#bot/channels/wecom/menu.ts';
import type { Command } from './command.ts';
import { exit, Misused, start } from './command.ts';
import { platformApis, refusalOf } from './platform-api.ts';

/** Puts the menus into the Official Account and the WeCom application, as far as they are set up. */
export const menu: Command = {
  usage: '用法：npm run menu   把菜单推到公众号和企业微信应用（居民重新打开公众号就看到，最迟一天）',
  async run({ words, print, open }) {
    if (words.length > 0) throw new Misused();
    const { wechat, wecom } = platformApis(await open());
    if (!wechat && !wecom) {
      print('没有设置公众号（WECHAT_*），也没有设置企业微信（WECOM_*）');
      return exit.configuration;
    }
    const refusals = [
      wechat && refusalOf('wechat', await pushMenu(wechat)),
      wecom && refusalOf('wecom', await pushWecomMenu(wecom.api, wecom.agentId)),
    ];
    if (wechat && refusals[0] === undefined) print(`公众号的菜单已更新：${said(MENU)}`);
    if (wecom && refusals[1] === undefined) print(`企业微信的菜单已更新：${said(WECOM_MENU)}`);
    for (const refusal of refusals) if (refusal) print(refusal);
    return refusals.some(Boolean) ? exit.failed : exit.done;
  },
};

function said(buttons: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(buttons)
    .map(([name, services]) => (services.length === 0 ? name : `${name}（${services.join('、')}）`))
    .join(' ');
}

await start(import.meta, menu);
