import type { Phone, Place } from '#bot/sandbox/protocol.ts';
import { ChatIcon, MailIcon } from '../icons.tsx';
import { UnreadMark } from '../people-strip.tsx';

const names: Record<Place, string> = { wechat: '微信', wecom: '企业微信', sms: '短信', 'group-chat': '微信群' };

/** The applications on a phone, each with its unread number. */
export function PlaceSwitch({ phone, place, onSwitch }: { phone: Phone; place: Place; onSwitch(place: Place): void }) {
  if (phone.places.length < 2) return null;
  return (
    <div className="place-switch" role="group" aria-label="手机上的应用">
      {phone.places.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === place}
          aria-label={`${names[one]}${phone.unread[one] > 0 ? `，${phone.unread[one]} 条未读` : ''}`}
          title={names[one]}
          onClick={() => onSwitch(one)}
        >
          {one === 'sms' ? <MailIcon /> : <ChatIcon />}
          {phone.unread[one] > 0 && one !== place && <UnreadMark count={phone.unread[one]} />}
        </button>
      ))}
    </div>
  );
}
