import type { Phone } from '#bot/sandbox/protocol.ts';
import { ServiceAvatar } from '../avatar.tsx';
import { ScanIcon } from '../icons.tsx';
import { act } from '../state/store.ts';

/** What somebody sees who does not follow the Official Account yet. */
export function NotFollowing({ phone, title, onScan }: { phone: Phone; title: string; onScan(): void }) {
  return (
    <div className="not-following">
      <ServiceAvatar place="wechat" className="large" />
      <h4>{title}</h4>
      <p>签约家庭医生、预约夜门诊，都在这里说一声就行。</p>
      <button type="button" className="primary" onClick={() => void act(phone.id, { do: 'follow' })}>
        关注公众号
      </button>
      <button type="button" className="secondary" onClick={onScan}>
        <ScanIcon />
        扫一扫
      </button>
    </div>
  );
}
