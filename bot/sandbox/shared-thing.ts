import type { Randomness } from '#kit/id.ts';
import { randomName } from './ground.ts';
import type { SharedThing } from './protocol.ts';
import type { XmlFields } from './xml.ts';

/** The fields of the message types that are no text, as both platforms push them (platform.md §1.4, §3.2). */
export function sharedFields(what: SharedThing, chance: Randomness): XmlFields {
  const MediaId = randomName(chance, 64);
  switch (what) {
    case 'image':
      return { MsgType: 'image', PicUrl: `http://mmbiz.qpic.cn/sandbox/${randomName(chance, 16)}/0`, MediaId };
    case 'video':
      return { MsgType: 'video', MediaId, ThumbMediaId: randomName(chance, 64) };
    case 'location':
      return { MsgType: 'location', Location_X: 22.2214, Location_Y: 113.5515, Scale: 15, Label: '珠海市香洲区拱北' };
    case 'link':
      return { MsgType: 'link', Title: '一篇文章', Description: '', Url: 'https://example.invalid/article' };
    case 'file':
      return {
        MsgType: 'file',
        Title: '检查报告.pdf',
        Description: '',
        FileKey: randomName(chance, 32),
        FileTotalLen: 20480,
      };
  }
}
