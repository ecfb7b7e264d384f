import { createRoot } from 'react-dom/client';
import './shell/theme.css';
import './shell/base.css';
import { App } from './shell/app.tsx';
import { fetchAhead } from './shell/fetch-ahead.ts';
import { listenToKeys } from './shell/use-keys.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
fetchAhead(window.location);
listenToKeys(window);
createRoot(root).render(<App />);
