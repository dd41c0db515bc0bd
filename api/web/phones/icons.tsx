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
      <path d="M12 21s6.5-6.2 6.5-11.2A6.5 6.5 0 0 0 5.5 9.800C5.500 14.800 12 21 12 21z" />
      <circle cx="12" cy="9.800" r="2.300" />
    </Icon>
  );
}

export function FileIcon() {
  return (
    <Icon>
      <path d="M7 3.500h7l4 4V20.500H7zM14 3.500v4h4" />
    </Icon>
  );
}

export function MailIcon() {
  return (
    <Icon>
      <path d="M4.500 5.500h15a1.500 1.500 0 0 1 1.500 1.500v8.500a1.500 1.500 0 0 1-1.500 1.500H11l-4.500 3.500V17h-2A1.500 1.500 0 0 1 3 15.500V7a1.500 1.500 0 0 1 1.500-1.500zM7.500 9.500h9M7.500 13h5.500" />
    </Icon>
  );
}

export function ChatIcon() {
  return (
    <Icon>
      <path d="M9.500 4.500C5.900 4.500 3 6.900 3 9.900c0 1.700.9 3.200 2.400 4.200L5 16.500l2.600-1.300c.6.100 1.200.2 1.900.2 3.600 0 6.500-2.400 6.500-5.500s-2.900-5.400-6.500-5.400z" />
      <path d="M17.500 10.300c2.100.7 3.500 2.300 3.500 4.200 0 1.300-.7 2.500-1.800 3.300l.4 2-2.100-1c-.5.1-1 .200-1.500.200-2.100 0-3.900-1-4.700-2.400" />
    </Icon>
  );
}
