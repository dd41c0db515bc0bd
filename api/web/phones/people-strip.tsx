import type { Phone } from '#bot/sandbox/protocol.ts';
import { Avatar } from './avatar.tsx';

/** Everybody who has a phone here; pressing shows or hides theirs. */
export function PeopleStrip({
  phones,
  shown,
  onToggle,
}: {
  phones: readonly Phone[];
  shown: readonly string[];
  onToggle(id: string): void;
}) {
  const groups = [
    { name: '居民', phones: phones.filter((phone) => phone.group === 'resident') },
    { name: '医护', phones: phones.filter((phone) => phone.group === 'staff') },
  ];
  return (
    <nav className="strip" aria-label="选择要看的手机">
      {groups.map((group) => (
        <section key={group.name} className="strip-group" aria-label={group.name}>
          <h2>{group.name}</h2>
          <ul>
            {group.phones.map((phone) => (
              <li key={phone.id}>
                <Person phone={phone} shown={shown.includes(phone.id)} onToggle={onToggle} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function Person({ phone, shown, onToggle }: { phone: Phone; shown: boolean; onToggle(id: string): void }) {
  const unread = Object.values(phone.unread).reduce((sum, count) => sum + count, 0);
  const label = `${phone.name}，${phone.about}${unread > 0 ? `，${unread} 条未读` : ''}`;
  return (
    <button
      type="button"
      className="person"
      aria-pressed={shown}
      aria-label={label}
      title={phone.about}
      onClick={() => onToggle(phone.id)}
    >
      <span className="person-picture">
        <Avatar name={phone.name} />
        {unread > 0 && <UnreadMark count={unread} />}
      </span>
      <span className="person-name">{phone.name}</span>
    </button>
  );
}

/** The red number; a new number makes it jump. */
export function UnreadMark({ count }: { count: number }) {
  return (
    <span key={count} className="unread" aria-hidden="true">
      {count > 99 ? '99+' : count}
    </span>
  );
}
