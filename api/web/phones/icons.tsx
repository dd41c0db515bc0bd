import type { ReactNode } from 'react';

/** Line drawings of one hand: 24 × 24, the colour of the text. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function ClockIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.5V12l3 2" />
    </Icon>
  );
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="m6 6 12 12M18 6 6 18" />
    </Icon>
  );
}

export function MoreIcon() {
  return (
    <svg className="icon" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <circle cx="5.5" cy="12" r="1.7" />
      <circle cx="12" cy="12" r="1.7" />
      <circle cx="18.5" cy="12" r="1.7" />
    </svg>
  );
}

export function VoiceIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="9" />
      <path d="M9 10.5a3 3 0 0 1 0 3M11.6 8.6a6 6 0 0 1 0 6.8M14.2 7a9 9 0 0 1 0 10" />
    </Icon>
  );
}

export function KeyboardIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="9" />
      <path d="M8 9.5h.01M12 9.5h.01M16 9.5h.01M8 12.5h.01M12 12.5h.01M16 12.5h.01M9 15.5h6" strokeWidth="2" />
    </Icon>
  );
}

export function MenuIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="9" />
      <path d="M8 9.2h8M8 12h8M8 14.8h8" />
    </Icon>
  );
}

export function PlusIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 8v8M8 12h8" />
    </Icon>
  );
}

export function BackIcon() {
  return (
    <Icon>
      <path d="M14.5 5 8 12l6.5 7" strokeWidth="2" />
    </Icon>
  );
}

export function ScanIcon() {
  return (
    <Icon>
      <path d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16M3.5 12h17" />
    </Icon>
  );
}

export function PictureIcon() {
  return (
    <Icon>
      <rect x="3.5" y="5" width="17" height="14" rx="2" />
      <circle cx="9" cy="10" r="1.6" />
      <path d="m4 17.5 5-4.5 3.5 3 3-2.5 5 4" />
    </Icon>
  );
}

export function PlaceIcon() {
  return (
    <Icon>
      <path d="M12 21s6.5-6.2 6.5-11.2A6.5 6.5 0 0 0 5.5 9.8C5.5 14.8 12 21 12 21z" />
      <circle cx="12" cy="9.8" r="2.3" />
    </Icon>
  );
}

export function FileIcon() {
  return (
    <Icon>
      <path d="M7 3.5h7l4 4V20.5H7zM14 3.5v4h4" />
    </Icon>
  );
}

export function MailIcon() {
  return (
    <Icon>
      <path d="M4.5 5.5h15a1.5 1.5 0 0 1 1.5 1.5v8.5a1.5 1.5 0 0 1-1.5 1.5H11l-4.5 3.5V17h-2A1.5 1.5 0 0 1 3 15.5V7a1.5 1.5 0 0 1 1.5-1.5zM7.5 9.5h9M7.5 13h5.5" />
    </Icon>
  );
}

export function ChatIcon() {
  return (
    <Icon>
      <path d="M9.5 4.5C5.9 4.5 3 6.9 3 9.9c0 1.7.9 3.2 2.4 4.2L5 16.5l2.6-1.3c.6.1 1.2.2 1.9.2 3.6 0 6.5-2.4 6.5-5.5s-2.9-5.4-6.5-5.4z" />
      <path d="M17.5 10.3c2.1.7 3.5 2.3 3.5 4.2 0 1.3-.7 2.5-1.8 3.3l.4 2-2.1-1c-.5.1-1 .2-1.5.2-2.1 0-3.9-1-4.7-2.4" />
    </Icon>
  );
}
