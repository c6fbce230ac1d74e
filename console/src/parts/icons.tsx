import type { ReactNode } from 'react';

/** Pictures beside words; they say nothing that the words do not. */
function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.800"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const Pulse = () => <Icon><path d="M3 12h4l3 8 4-16 3 8h4" /></Icon>;
export const Picture = () => <Icon><rect x="3" y="5" width="18" height="14" rx="2" /><circle cx="8.500" cy="10" r="1.500" /><path d="m4 18 5-5 3 3 4-4 4.500 4.500" /></Icon>;
export const Bell = () => <Icon><path d="M6 9a6 6 0 1 1 12 0c0 6 2.500 7 2.500 7h-17S6 15 6 9zM10 20a2 2 0 0 0 4 0" /></Icon>;
export const Send = () => <Icon><path d="M21 3 10 14M21 3l-7 18-4-7-7-4z" /></Icon>;
export const Camera = () => <Icon><path d="M4 8h3l2-3h6l2 3h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z" /><circle cx="12" cy="13" r="3.500" /></Icon>;
export const Wrench = () => <Icon><path d="M14.500 6.500a4 4 0 0 1 5-3.800l-2.700 2.700 1.800 1.800 2.700-2.700a4 4 0 0 1-5.300 4.900L8 17.400a2 2 0 1 1-2.800-2.800L13.200 7" /></Icon>;
export const File = () => <Icon><path d="M6 3h8l5 5v12a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM14 3v5h5M8.500 13h7M8.500 17h5" /></Icon>;
export const People = () => <Icon><circle cx="9" cy="8" r="3.500" /><path d="M2.500 20c0-3.600 2.900-6 6.500-6s6.500 2.400 6.500 6M16 4.800a3.500 3.500 0 0 1 0 6.400M18 14.500c2.200.8 3.500 2.800 3.500 5.500" /></Icon>;
export const Person = () => <Icon><circle cx="12" cy="8" r="4" /><path d="M4 21c0-4 3.600-7 8-7s8 3 8 7" /></Icon>;
export const Download = () => <Icon><path d="M12 4v11M7 11l5 5 5-5M4 20h16" /></Icon>;
export const Upload = () => <Icon><path d="M12 16V5M7 9l5-5 5 5M4 20h16" /></Icon>;
export const Left = () => <Icon><path d="m15 5-7 7 7 7" /></Icon>;
export const Right = () => <Icon><path d="m9 5 7 7-7 7" /></Icon>;
export const Plus = () => <Icon><path d="M12 5v14M5 12h14" /></Icon>;
export const Minus = () => <Icon><path d="M5 12h14" /></Icon>;
export const Fit = () => <Icon><path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" /></Icon>;
export const Filter = () => <Icon><path d="M4 5h16l-6 8v6l-4 1v-7z" /></Icon>;
export const MapPin = () => <Icon><path d="M12 21c4-5 7-8.300 7-12a7 7 0 0 0-14 0c0 3.700 3 7 7 12z" /><circle cx="12" cy="9" r="2.500" /></Icon>;
export const Chart = () => <Icon><path d="M4 4v16h16M8 16v-4M12 16V8M16 16v-6" /></Icon>;
export const Film = () => <Icon size={16}><rect x="3" y="5" width="18" height="14" rx="2" /><path d="m10 9 5 3-5 3z" /></Icon>;

export function Logo({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#1d5c3f" />
      <path d="M7 11V7h4M21 7h4v4M25 21v4h-4M11 25H7v-4" fill="none" stroke="#fff" strokeWidth="2.400" strokeLinecap="round" strokeLinejoin="round" />
      <path d="M16 22c-3 0-4.500-1.300-4.500-2.900 0-1.700 2-3.900 4.500-3.900s4.500 2.200 4.500 3.900C20.500 20.700 19 22 16 22z" fill="#fff" />
      <g fill="#fff"><circle cx="11.500" cy="14" r="1.500" /><circle cx="14.400" cy="11.400" r="1.600" /><circle cx="17.600" cy="11.400" r="1.600" /><circle cx="20.500" cy="14" r="1.500" /></g>
    </svg>
  );
}
export const Megaphone = () => <Icon><path d="M4 10v4a1 1 0 0 0 1 1h3l8 4V5L8 9H5a1 1 0 0 0-1 1zM8 15v4M19 9.500a3.500 3.500 0 0 1 0 5" /></Icon>;
export const Flow = () => <Icon><rect x="3" y="4" width="6" height="5" rx="1" /><rect x="15" y="15" width="6" height="5" rx="1" /><path d="M6 9v5a3 3 0 0 0 3 3h6M13 14.500l2.500 2.500-2.500 2.500" /></Icon>;
export const Server = () => <Icon><rect x="4" y="4" width="16" height="6" rx="1" /><rect x="4" y="14" width="16" height="6" rx="1" /><path d="M7.500 7h.01M7.500 17h.01" /></Icon>;
