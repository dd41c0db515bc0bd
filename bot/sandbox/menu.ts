import { z } from 'zod';
import { errcode, type Handler, posted } from './endpoint.ts';
import type { Ground } from './ground.ts';
import type { MenuEntry, Menus } from './protocol.ts';

/** One button of an application's own menu, as the program made it. */
export interface MenuButton {
  name: string;
  type?: string | undefined;
  key?: string | undefined;
  url?: string | undefined;
  sub_button?: MenuButton[] | undefined;
}

export interface AppMenu {
  /** POST menu/create */
  create: Handler;
  /** GET menu/get: 46003 when there is none. */
  get: Handler;
  entries(): MenuEntry[];
  /** The button at `[top]` or `[top, sub]`. */
  at(position: readonly number[]): MenuButton | undefined;
}

/** The menu at the bottom of an Official Account or a WeCom application; limits of platform.md §2.6. */
export function createMenu(ground: Ground, platform: keyof Menus, changed: () => void): AppMenu {
  const { memory } = ground;
  const save = memory.prepare<[string, string]>('INSERT OR REPLACE INTO menu (platform, body) VALUES (?, ?)');
  const load = memory.prepare<[string], { body: string }>('SELECT body FROM menu WHERE platform = ?');
  const buttons = (): MenuButton[] => {
    const row = load.get(platform);
    return row ? request.parse(JSON.parse(row.body)).button : [];
  };
  return {
    create: posted(request, ({ button }) => {
      const wrong = mistake(button);
      if (wrong) return wrong;
      save.run(platform, JSON.stringify({ button }));
      changed();
      return { body: { errcode: 0, errmsg: 'ok' } };
    }),
    get: () => {
      const button = buttons();
      return button.length > 0 ? { body: { menu: { button } } } : errcode(46003, 'menu no exist');
    },
    entries: () => buttons().map(entryOf),
    at([top = -1, sub]) {
      const button = buttons()[top];
      return sub === undefined ? button : button?.sub_button?.[sub];
    },
  };
}

const leaf = z.object({
  name: z.string(),
  type: z.string().optional(),
  key: z.string().optional(),
  url: z.string().optional(),
});
const request = z.object({ button: z.array(leaf.extend({ sub_button: z.array(leaf).optional() })) });

const types = new Set(['click', 'view', 'miniprogram', 'scancode_push', 'scancode_waitmsg', 'pic_sysphoto']);
for (const type of ['pic_photo_or_album', 'pic_weixin', 'location_select', 'media_id']) types.add(type);

function entryOf(button: MenuButton): MenuEntry {
  const entries = (button.sub_button ?? []).map(entryOf);
  return { name: button.name, opens: entries.length > 0 ? 'entries' : button.url ? 'page' : 'event', entries };
}

function mistake(buttons: MenuButton[]) {
  if (buttons.length < 1 || buttons.length > 3) return errcode(40016, 'invalid button size');
  for (const button of buttons) {
    if (tooLong(button.name, 16)) return errcode(40018, 'invalid button name size');
    const below = button.sub_button ?? [];
    if (below.length > 5) return errcode(40023, 'invalid sub button size');
    if (below.length === 0) {
      const wrong = wrongLeaf(button);
      if (wrong) return errcode(wrong.top, wrong.message);
    }
    for (const sub of below) {
      if (tooLong(sub.name, 60)) return errcode(40025, 'invalid sub button name size');
      const wrong = wrongLeaf(sub);
      if (wrong) return errcode(wrong.sub, `sub ${wrong.message}`);
    }
  }
  return undefined;
}

function wrongLeaf({ type, key, url }: MenuButton): { top: number; sub: number; message: string } | undefined {
  if (!type || !types.has(type)) return { top: 40017, sub: 40024, message: 'invalid button type' };
  const page = type === 'view' || type === 'miniprogram';
  if (!page && (!key || tooLong(key, 128))) return { top: 40019, sub: 40026, message: 'invalid button key size' };
  if (page && (!url || tooLong(url, 1024))) return { top: 40020, sub: 40027, message: 'invalid button url size' };
  return undefined;
}

function tooLong(text: string, bytes: number): boolean {
  return text === '' || Buffer.byteLength(text) > bytes;
}
