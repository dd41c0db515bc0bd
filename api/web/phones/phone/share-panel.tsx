import type { SharedThing } from '#bot/sandbox/protocol.ts';
import { FileIcon, PictureIcon, PlaceIcon } from '../icons.tsx';

/** What can be sent besides words. */
export function SharePanel({ onShare }: { onShare(what: SharedThing): void }) {
  return (
    <div className="share-panel">
      <button type="button" onClick={() => onShare('image')}>
        <PictureIcon />
        图片
      </button>
      <button type="button" onClick={() => onShare('location')}>
        <PlaceIcon />
        位置
      </button>
      <button type="button" onClick={() => onShare('file')}>
        <FileIcon />
        文件
      </button>
    </div>
  );
}
