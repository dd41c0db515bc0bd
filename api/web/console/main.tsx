import './console.css';
import { App as Messages, ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale/index.js';
import chinese from 'antd/es/locale/zh_CN.js';
import { createRoot } from 'react-dom/client';
import { Console } from './console.tsx';
import { giveStylesNonce } from './styles-nonce.ts';

const page = document.getElementById('page');
// TypeScript takes the package for CommonJS; what Vite reads is its ES module.
const locale = chinese as unknown as Locale;
const theme = {
  token: { colorPrimary: '#0b6b4f', colorLink: '#0b6b4f', borderRadius: 6, fontSize: 15 },
  components: { Menu: { itemSelectedBg: '#e3f1eb' } },
};
if (page)
  createRoot(page).render(
    <ConfigProvider
      locale={locale}
      theme={theme}
      csp={{ nonce: giveStylesNonce() }}
      button={{ autoInsertSpace: false }}
    >
      <Messages>
        <Console />
      </Messages>
    </ConfigProvider>,
  );
