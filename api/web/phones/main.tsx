import './styles/base.css';
import './styles/page.css';
import './styles/phone.css';
import './styles/chat.css';
import './styles/cards.css';
import './styles/composer.css';
import './styles/sheets.css';
import './styles/drawer.css';
import { createRoot } from 'react-dom/client';
import { Page } from './page.tsx';

const root = document.getElementById('page');
if (root) createRoot(root).render(<Page />);
