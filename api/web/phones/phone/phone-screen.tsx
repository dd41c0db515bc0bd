import { useCallback, useMemo, useState } from 'react';
import type { Bubble, Overview, Phone, Place } from '#bot/sandbox/protocol.ts';
import { MoreIcon } from '../icons.tsx';
import { asSeenBy } from '../state/group.ts';
import { act, typingKey, useStore } from '../state/store.ts';
import type { Times } from '../state/time.ts';
import { BrowserSheet } from './browser-sheet.tsx';
import { Chat } from './chat.tsx';
import { Composer } from './composer.tsx';
import { GroupComposer } from './group-composer.tsx';
import { NewSms } from './new-sms.tsx';
import { NotFollowing } from './not-following.tsx';
import { PlaceSwitch } from './place-switch.tsx';
import { ProfileSheet } from './profile-sheet.tsx';

const nothing: readonly Bubble[] = [];

/** What the glass of a phone shows: one application, and what lies over it. */
export function PhoneScreen({
  phone,
  overview,
  times,
  place,
  onPlace,
  onEnvelopes,
}: {
  phone: Phone;
  overview: Overview;
  times: Times;
  place: Place;
  onPlace(place: Place): void;
  onEnvelopes(bubble: number): void;
}) {
  const [page, setPage] = useState<string>();
  const [profile, setProfile] = useState(false);
  const all = useStore((state) => state.bubbles[phone.id]) ?? nothing;
  const typing = useStore((state) => state.typing.has(typingKey(phone.id, place)));
  const complete = useStore((state) => state.complete.has(phone.id));
  const [member, setMember] = useState(phone.members?.[0] ?? '');
  const bubbles = useMemo(() => {
    const here = all.filter((bubble) => bubble.place === place);
    return place === 'group-chat' ? asSeenBy(member, here) : here;
  }, [all, place, member]);
  const closePage = useCallback(() => setPage(undefined), []);
  const closeProfile = useCallback(() => setProfile(false), []);

  const openLink = useCallback(
    (url: string) =>
      void act(phone.id, { do: 'open-link', url }).then((answer) => {
        if (answer?.page) setPage(answer.page);
      }),
    [phone.id],
  );
  const stranger = place === 'wechat' && phone.following === false;

  return (
    <div className={`screen ${place}`}>
      <header className="chat-top">
        <div className="chat-top-side">
          <PlaceSwitch phone={phone} place={place} onSwitch={onPlace} />
        </div>
        <h3>{typing && place !== 'sms' ? '对方正在输入…' : place === 'sms' ? '短信' : overview.titles[place]}</h3>
        <div className="chat-top-side end">
          {place === 'wechat' && (
            <button
              type="button"
              className="plain-icon"
              aria-label="公众号资料和扫一扫"
              onClick={() => setProfile(true)}
            >
              <MoreIcon />
            </button>
          )}
        </div>
      </header>
      {stranger && bubbles.length === 0 ? (
        <NotFollowing phone={phone} title={overview.titles.wechat} onScan={() => setProfile(true)} />
      ) : (
        <Chat
          key={place}
          phone={phone}
          place={place}
          bubbles={bubbles}
          typing={typing}
          times={times}
          onLink={openLink}
          onEnvelopes={onEnvelopes}
        />
      )}
      {place === 'group-chat' && <GroupComposer phone={phone} member={member} bubbles={bubbles} onMember={setMember} />}
      {place !== 'sms' && place !== 'group-chat' && !stranger && (
        <Composer phone={phone} place={place} menu={overview.menus[place]} bubbles={all} onPage={setPage} />
      )}
      {stranger && bubbles.length > 0 && (
        <div className="composer-closed">
          <button type="button" className="primary" onClick={() => void act(phone.id, { do: 'follow' })}>
            关注后才能发消息：关注
          </button>
        </div>
      )}
      <NewSms bubbles={all} loaded={complete || all.length > 0} place={place} onOpen={() => onPlace('sms')} />
      {profile && <ProfileSheet phone={phone} title={overview.titles.wechat} onClose={closeProfile} />}
      {page !== undefined && (
        <BrowserSheet phone={phone} url={page} publicUrl={overview.publicUrl} onClose={closePage} />
      )}
    </div>
  );
}
