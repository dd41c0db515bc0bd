import { MENU, pushMenu } from '#bot/channels/wechat/menu.ts';
import type { Command } from './command.ts';
import { exit, Misused, start } from './command.ts';
import { refusalOf, wechatApiOf } from './wechat-api.ts';

/** Puts the menu into the Official Account. */
export const menu: Command = {
  usage: '用法：npm run menu   把菜单推到公众号（居民重新打开公众号就看到，最迟一天）',
  async run({ words, print, open }) {
    if (words.length > 0) throw new Misused();
    const api = wechatApiOf(await open());
    if (!api) {
      print('没有设置公众号（WECHAT_*）');
      return exit.configuration;
    }
    const refusal = refusalOf(await pushMenu(api));
    if (refusal) {
      print(refusal);
      return exit.failed;
    }
    for (const [name, services] of Object.entries(MENU)) print(`${name}：${services.join('、')}`);
    print('公众号的菜单已更新');
    return exit.done;
  },
};

await start(import.meta, menu);
