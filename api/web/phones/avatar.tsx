import type { Place } from '#bot/sandbox/protocol.ts';

/** A person's picture: the last character of the name on a colour that stays theirs. */
export function Avatar({ name, className = '' }: { name: string; className?: string }) {
  const hue = [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 360, 7);
  return (
    <span className={`avatar ${className}`} style={{ background: `hsl(${hue} 42% 42%)` }} aria-hidden="true">
      {[...name].at(-1)}
    </span>
  );
}

/** The picture of the account on the other side. */
export function ServiceAvatar({ place, className = '' }: { place: Place; className?: string }) {
  return (
    <span className={`avatar service ${place} ${className}`} aria-hidden="true">
      {place === 'sms' ? '信' : <ServiceSign />}
    </span>
  );
}

function ServiceSign() {
  return (
    <svg viewBox="0 0 24 24">
      <path d="M12 3.2 3.4 10.6h2.2v9h12.8v-9h2.2z" fill="#fff" />
      <path d="M10.8 10.8h2.4v2.6h2.6v2.4h-2.6v2.6h-2.4v-2.6H8.2v-2.4h2.6z" fill="currentColor" />
    </svg>
  );
}
