// The sandbox's page. What people and bot say is only ever put in as text; the one HTML is the server's own document.

const find = id => document.getElementById(id);
const page = { people: [], commands: [], emoji: [], rooms: null, room: null, me: null, messages: new Map(), unread: new Map(), thread: null, source: null };
const bot = { id: 'incidentbot', name: 'IncidentBot', isMachine: true };

const person = id => page.people.find(one => one.id === id) ?? bot;
const room = () => page.rooms?.find(one => one.id === page.room);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const placeOf = message => (message.thread ? `${message.thread}/${message.id}` : `${message.id}/`);
const dayOf = at => at.slice(0, 10);
const utc = (date, options) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(date);

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
  svg.firstChild.setAttribute('href', `#icon-${name}`);
  return svg;
}

async function ask(path, body) {
  const answer = await fetch(`/sandbox/api/${path}`, body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (answer.ok) return text ? JSON.parse(text) : null;
  let why = 'That did not work.', field = null;
  try { ({ error: why = why, field } = JSON.parse(text)); } catch { if (text.length < 200) why = text || why; }
  throw Object.assign(new Error(why), { field });
}

// ---- What comes in

function connect() {
  page.source?.close();
  const { room: shown, me } = page;
  const source = page.source = new EventSource(`/sandbox/events?room=${encodeURIComponent(shown)}&person=${me}`);
  source.onopen = async () => {
    find('lost').hidden = true;
    const all = await ask(`messages?room=${encodeURIComponent(shown)}&person=${me}`);
    if (source !== page.source) return;
    const isFirst = page.messages.size === 0;
    all.forEach(message => take(message, true));
    layDays();
    if (isFirst) toBottom();
  };
  source.onerror = () => {
    find('lost').hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(() => source === page.source && connect(), 1000);
  };
  source.addEventListener('rooms', event => takeRooms(JSON.parse(event.data)));
  source.addEventListener('message', event => take(JSON.parse(event.data)));
  source.addEventListener('document', event => takeDocument(JSON.parse(event.data)));
}

function go(id) {
  page.room = id;
  page.unread.delete(id);
  page.messages.clear();
  page.thread = null;
  find('messages').replaceChildren();
  find('newest').hidden = true;
  clearDocument();
  showReplying();
  showRooms();
  history.replaceState(null, '', `#${encodeURIComponent(id)}`);
  connect();
}

function takeRooms(rooms) {
  const known = page.rooms && new Set(page.rooms.map(one => one.id));
  page.rooms = rooms;
  const opened = known && rooms.findLast(one => !known.has(one.id) && !one.isDirect);
  // Where something new begins, that is what one wants to see, unless one is busy here.
  if (opened && !find('text').value.trim() && !document.querySelector('.edit-box')) {
    announce(`Room ${opened.id} was opened`);
    go(opened.id);
  } else showRooms();
}

function showRooms() {
  const button = one => {
    const item = document.createElement('li');
    const open = item.appendChild(make('button'));
    open.type = 'button';
    const name = make('span', `${one.isDirect ? '' : '#'}${one.id}`, 'room-name');
    if (one.incident) name.append(make('span', one.incident.title, 'about'));
    open.append(make('span', '', `state ${one.incident?.status.toLowerCase() ?? 'none'}`), name);
    open.title = one.incident ? `${one.incident.title}: ${one.incident.status}` : one.id;
    if (one.incident) open.append(make('span', `, ${one.incident.status}`, 'unseen'));
    if (page.unread.get(one.id)) open.append(make('span', page.unread.get(one.id), 'count'), make('span', ' new', 'unseen'));
    if (one.id === page.room) open.setAttribute('aria-current', 'true');
    open.onclick = () => { if (one.id !== page.room) go(one.id); show('chat'); };
    return item;
  };
  const focused = document.activeElement?.closest?.('.side li')?.textContent;
  const rooms = page.rooms ?? [];
  find('rooms').replaceChildren(...rooms.filter(one => !one.isDirect).map(button));
  find('directs').replaceChildren(...rooms.filter(one => one.isDirect).map(button));
  find('directs').hidden = find('directs-heading').hidden = !rooms.some(one => one.isDirect);
  if (focused) [...document.querySelectorAll('.side li')].find(item => item.textContent === focused)?.firstChild.focus();

  const { topic = '', incident = null } = room() ?? {};
  document.title = `#${page.room} · IncidentBot sandbox`;
  find('room-name').textContent = `#${page.room}`;
  find('room-topic').textContent = find('room-topic').title = topic;
  const tone = { Resolved: 'good', Closed: 'good', Cancelled: '', Mitigated: 'warn' }[incident?.status] ?? 'bad';
  find('incident-badges').replaceChildren(...(incident ? [make('span', incident.status, `badge ${tone}`), ...(incident.severity ? [make('span', incident.severity, 'badge')] : [])] : []));
  find('empty').hidden = !!incident;
  find('live').hidden = !incident;
  showClock();
}

function showClock() {
  const ahead = room()?.secondsAhead;
  const now = new Date(Date.now() + (ahead ?? 0) * 1000);
  find('room-clock').hidden = ahead == null;
  find('room-clock').textContent = `This room keeps the example's own time: ${utc(now, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })} UTC`;
  const me = person(page.me);
  if (me.timeZone) find('person-time').textContent = `${me.place}, ${new Intl.DateTimeFormat('en-GB', { timeZone: me.timeZone, hour: '2-digit', minute: '2-digit' }).format(now)} there`;
}

// ---- Messages

function take(message, isHistory = false) {
  if (message.room !== page.room) {
    if (!isHistory && message.kind === 'Message' && !page.messages.has(message.id) && !message.isEdited && !Object.keys(message.reactions).length) {
      page.unread.set(message.room, (page.unread.get(message.room) ?? 0) + 1);
      showRooms();
    }
    return;
  }
  const known = page.messages.get(message.id);
  if (known && known.message.version >= message.version) return;

  const list = find('messages');
  const wasAtBottom = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const anchor = !wasAtBottom && [...list.querySelectorAll('.message')].find(item => item.offsetTop + item.offsetHeight > list.scrollTop);
  const top = anchor && anchor.offsetTop;
  const element = known?.element ?? insert(message);
  page.messages.set(message.id, { message, element });
  fill(element, message);
  if (isHistory) return;

  if (!known) layDays();
  if (wasAtBottom) toBottom();
  else if (anchor) list.scrollTop += anchor.offsetTop - top;
  if (known) return;
  if (!wasAtBottom) find('newest').hidden = false;
  if (message.person !== page.me) announce(`${person(message.person).name}: ${spoken(message)}`);
}

const spoken = message => message.text ?? message.said?.map(span => span.text).join('') ?? 'message deleted';

function insert(message) {
  const element = find('message-template').content.cloneNode(true).firstElementChild;
  element.dataset.place = placeOf(message);
  element.dataset.id = message.id;
  const before = [...find('messages').querySelectorAll('.message')].findLast(item => compare(item.dataset.place, element.dataset.place) < 0);
  if (before) before.after(element);
  else find('messages').prepend(element);
  return element;
}

function fill(element, message) {
  const by = person(message.person);
  const isMine = message.person === page.me;
  const isSaid = message.kind === 'Message' && !message.isDeleted;
  const part = name => element.querySelector(`.${name}`);
  element.className = 'message';
  element.classList.toggle('reply', !!message.thread);
  element.classList.toggle('command', message.kind === 'Command');
  element.classList.toggle('from-bot', message.kind === 'Bot');
  element.classList.toggle('pinned', message.isPinned);
  element.classList.toggle('is-private', message.isPrivate);
  element.classList.toggle('kept', !!(message.reactions.pushpin || message.reactions.white_check_mark));
  part('avatar').textContent = by === bot ? '!' : by.name[0];
  part('avatar').className = `avatar ${by.id}`;
  part('name').textContent = by.name;
  part('tag').textContent = by.isMachine ? 'BOT' : '';
  const time = element.querySelector('time');
  time.dateTime = message.at;
  time.textContent = message.at.slice(11, 16);
  time.title = `${dayOf(message.at)} ${message.at.slice(11, 19)} UTC`;
  part('edited').hidden = !message.isEdited || message.isDeleted;
  part('private').hidden = !message.isPrivate;
  if (!element.querySelector('.edit-box')) showText(part('text'), message);
  part('reactions').replaceChildren(...Object.entries(message.reactions).map(([emoji, who]) => {
    const button = make('button', '', emoji);
    button.append(icon(emoji), ` ${who.length}`);
    button.type = 'button';
    button.title = `${emoji}: ${who.map(id => person(id).name).join(', ')}`;
    button.setAttribute('aria-label', button.title);
    button.setAttribute('aria-pressed', who.includes(page.me));
    button.disabled = !page.emoji.includes(emoji);
    button.onclick = () => react(message, emoji);
    return button;
  }));
  part('actions').setAttribute('aria-label', `Message of ${by.name} at ${time.textContent}`);
  for (const button of element.querySelectorAll('.actions button')) {
    const { do: what } = button.dataset;
    const isOn = (message.reactions[what === 'keep' ? 'pushpin' : what] ?? []).includes(page.me);
    button.hidden = what === 'reply' ? message.isDeleted : !isSaid || (!isMine && (what === 'edit' || what === 'delete'));
    if (what === 'keep' || what === '+1') button.setAttribute('aria-pressed', isOn);
    if (what === 'keep') button.title = isOn ? 'No longer keep in the timeline' : 'Keep in the timeline';
    button.setAttribute('aria-label', button.title);
  }
}

function showText(target, message) {
  target.classList.toggle('gone', message.isDeleted);
  if (message.isDeleted) target.textContent = 'This message was deleted.';
  else if (message.said) target.replaceChildren(...message.said.map(spoke));
  else target.replaceChildren(...typed(message.text));
}

function spoke(span) {
  const { text, style, target } = span;
  if (style === 'strong') return make('strong', text);
  if (style === 'code') return make('code', text);
  if (style === 'person') return make('span', text, 'person');
  if (style === 'link') return link(text, target);
  if (style === 'press' || style === 'form') return offered(span);
  if (style === 'choice') return choice(span);
  if (style !== 'room') return document.createTextNode(text);
  const button = make('button', text, 'room');
  button.type = 'button';
  button.onclick = () => go(target);
  return button;
}

function offered(span) {
  const button = make('button', span.text, span.isPrimary ? 'offer primary' : 'offer');
  button.type = 'button';
  button.onclick = () => press(span);
  return button;
}

function choice({ text, choices }) {
  const menu = make('select', '', 'offer');
  menu.setAttribute('aria-label', text);
  menu.append(new Option(text, ''), ...choices.map((one, place) => new Option(one.text, place)));
  menu.onchange = () => { press(choices[menu.value]); menu.value = ''; };
  return menu;
}

const press = ({ style, target, incident }) => style === 'form' ? openForm(target, incident) : act('presses', { command: target, incident });

function typed(text) {
  return text.split(/(`[^`\n]+`|https?:\/\/[^\s<>"'`]+|@[A-Za-z]+)/).filter(Boolean).map(part => {
    if (/^`.+`$/.test(part)) return make('code', part.slice(1, -1));
    if (/^https?:/.test(part)) return link(part, part);
    return page.people.some(one => `@${one.name}` === part) ? make('span', part, 'person') : document.createTextNode(part);
  });
}

function link(text, target) {
  const anchor = make('a', text);
  if (/^https?:\/\//i.test(target)) anchor.href = target;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer';
  return anchor;
}

function layDays() {
  const list = find('messages');
  list.querySelectorAll('.day').forEach(line => line.remove());
  let day = '';
  for (const item of [...list.querySelectorAll('.message:not(.reply)')]) {
    const { at } = page.messages.get(item.dataset.id)?.message ?? {};
    if (!at || dayOf(at) === day) continue;
    day = dayOf(at);
    item.before(make('li', utc(new Date(at), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }), 'day'));
  }
  const focusable = list.querySelector('.message[tabindex="0"]');
  const last = [...list.querySelectorAll('.message')].at(-1);
  if (last && (!focusable || focusable !== document.activeElement)) {
    if (focusable) focusable.tabIndex = -1;
    last.tabIndex = 0;
  }
}

function toBottom() {
  find('messages').scrollTop = find('messages').scrollHeight;
  find('newest').hidden = true;
}

const announce = text => { find('announce').textContent = text.slice(0, 400); };

// ---- What one does

async function attempt(work) {
  try {
    find('problem').hidden = true;
    return await work();
  } catch (problem) {
    find('problem').textContent = problem.message === 'Failed to fetch' ? 'The bot cannot be reached; nothing was sent.' : problem.message;
    find('problem').hidden = false;
    throw problem;
  }
}

const act = (path, body) => attempt(() => ask(path, { room: page.room, person: page.me, ...body })).catch(() => {});
const react = (message, emoji) => act('reactions', { id: message.id, emoji, on: !(message.reactions[emoji] ?? []).includes(page.me) });

function edit(element, message) {
  const box = make('textarea', message.text, 'edit-box');
  box.value = message.text;
  box.rows = Math.min(10, message.text.split('\n').length);
  box.setAttribute('aria-label', 'Edit the message: Enter saves, Escape leaves it');
  element.querySelector('.text').replaceChildren(box);
  box.focus();
  const done = () => { box.remove(); showText(element.querySelector('.text'), page.messages.get(message.id).message); element.focus(); };
  box.onkeydown = async event => {
    event.stopPropagation();
    if (event.key === 'Escape') done();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (box.value.trim() && box.value !== message.text) await act('messages/edit', { id: message.id, text: box.value });
    done();
  };
}

function showReplying() {
  const root = page.messages.get(page.thread)?.message;
  find('replying').hidden = !root;
  if (root) find('replying-text').textContent = `Replying to ${person(root.person).name}: ${spoken(root).slice(0, 60)}`;
}

find('messages').addEventListener('click', event => {
  const button = event.target.closest('.actions button');
  const known = page.messages.get(button?.closest('.message').dataset.id);
  if (!known) return;
  const { message, element } = known;
  switch (button.dataset.do) {
    case 'keep': return react(message, 'pushpin');
    case '+1': return react(message, '+1');
    case 'edit': return edit(element, message);
    case 'delete': return act('messages/delete', { id: message.id });
    case 'reply':
      page.thread = message.thread ?? message.id;
      showReplying();
      return find('text').focus();
  }
});

find('messages').addEventListener('keydown', event => {
  const item = event.target.closest('.message');
  if (!item || event.target.tagName === 'TEXTAREA' || !['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
  event.preventDefault();
  const all = [...find('messages').querySelectorAll('.message')];
  const next = { ArrowUp: all[all.indexOf(item) - 1], ArrowDown: all[all.indexOf(item) + 1], Home: all[0], End: all.at(-1) }[event.key];
  if (!next) return;
  item.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

find('messages').addEventListener('scroll', () => {
  const list = find('messages');
  if (list.scrollHeight - list.scrollTop - list.clientHeight < 60) find('newest').hidden = true;
}, { passive: true });
find('newest').onclick = toBottom;
find('stop-replying').onclick = () => { page.thread = null; showReplying(); find('text').focus(); };

// ---- The message box

const box = find('text');
const recall = { lines: [], place: -1 };

const grow = () => { box.rows = Math.min(8, Math.max(1, box.value.split('\n').length)); };
const loadRecall = async () => { recall.place = -1; recall.lines = await ask(`commands?person=${page.me}`); };

function offer() {
  const list = find('offers');
  const shape = /^\/(\w*)(?:\s+(\S*)(\s[\s\S]*)?)?$/.exec(box.value);
  const isCalling = shape && (shape[2] === undefined ? '/incident'.startsWith(`/${shape[1]}`) : ['incident', 'inc'].includes(shape[1]));
  const verb = shape?.[2]?.toLowerCase() ?? '';
  const words = command => [command.name, ...command.aliases];
  const isChosen = isCalling && shape[3] !== undefined;
  const found = !isCalling ? [] : page.commands.filter(command => words(command).some(word => (isChosen ? word === verb : word.startsWith(verb))))
    .sort((a, b) => b.name.startsWith(verb) - a.name.startsWith(verb));
  list.replaceChildren(...found.map((command, place) => {
    const item = make('li');
    item.id = `offer-${place}`;
    item.role = 'option';
    item.dataset.fill = isChosen ? '' : `/incident ${command.name} `;
    item.append(make('b', command.name), ` ${command.summary}`);
    if (isChosen || found.length <= 3) item.append(make('span', command.usage.join('\n'), 'forms'));
    item.onpointerdown = event => { event.preventDefault(); accept(item); };
    return item;
  }));
  list.hidden = found.length === 0;
  box.setAttribute('aria-expanded', !list.hidden);
  box.removeAttribute('aria-activedescendant');
}

function closeOffers() {
  find('offers').hidden = true;
  box.setAttribute('aria-expanded', 'false');
  box.removeAttribute('aria-activedescendant');
}

function choose(step) {
  const items = [...find('offers').children];
  const next = items[(items.findIndex(item => item.ariaSelected === 'true') + step + items.length + (step < 0 && !find('offers').querySelector('[aria-selected="true"]') ? 1 : 0)) % items.length];
  items.forEach(item => item.setAttribute('aria-selected', item === next));
  next.scrollIntoView({ block: 'nearest' });
  box.setAttribute('aria-activedescendant', next.id);
}

function accept(item) {
  if (!item.dataset.fill) return;
  write(item.dataset.fill);
}

function write(text) {
  box.value = text;
  box.focus();
  box.setSelectionRange(text.length, text.length);
  grow();
  offer();
}

box.addEventListener('input', () => { recall.place = -1; grow(); offer(); });
box.addEventListener('blur', closeOffers);
box.addEventListener('keydown', event => {
  if (event.isComposing) return;
  const list = find('offers');
  const chosen = list.hidden ? null : list.querySelector('[aria-selected="true"]');
  const isPicking = !list.hidden && list.firstElementChild?.dataset.fill && recall.place < 0;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    if (chosen?.dataset.fill) accept(chosen);
    else find('composer').requestSubmit();
  } else if (event.key === 'Escape') {
    if (!list.hidden) closeOffers();
    else if (page.thread) find('stop-replying').click();
  } else if (event.key === 'Tab' && isPicking && !event.shiftKey) {
    event.preventDefault();
    accept(chosen || list.firstElementChild);
  } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && isPicking) {
    event.preventDefault();
    choose(event.key === 'ArrowUp' ? -1 : 1);
  } else if (event.key === 'ArrowUp' && (!box.value || recall.place >= 0) && recall.place + 1 < recall.lines.length) {
    event.preventDefault();
    recall.place++;
    const { place } = recall;
    write(recall.lines[place]);
    closeOffers();
  } else if (event.key === 'ArrowDown' && recall.place >= 0) {
    event.preventDefault();
    recall.place--;
    write(recall.place < 0 ? '' : recall.lines[recall.place]);
    closeOffers();
  }
});

find('composer').addEventListener('submit', async event => {
  event.preventDefault();
  const text = box.value;
  if (!text.trim()) return;
  const { thread } = page;
  closeOffers();
  box.value = '';
  grow();
  toBottom();
  try {
    await attempt(() => ask('messages', { room: page.room, person: page.me, text, thread }).then(message => take(message)));
    if (/^\s*\/inc/i.test(text)) recall.lines = [text, ...recall.lines.filter(line => line !== text)];
    recall.place = -1;
  } catch {
    if (!box.value) write(text);
    closeOffers();
  }
});

// ---- Forms

async function openForm(verb, incident) {
  const form = await attempt(() => ask('forms', { room: page.room, person: page.me, verb, incident })).catch(() => null);
  if (!form) return;
  const dialog = find('form');
  find('form-title').textContent = form.title;
  find('form-send').textContent = form.submit;
  find('form-introduction').replaceChildren(...form.introduction.map(spoke));
  find('form-problem').hidden = true;
  find('form-fields').replaceChildren(...form.fields.map(field));
  find('form-inside').onsubmit = async event => {
    event.preventDefault();
    const answers = Object.fromEntries(new FormData(event.target));
    try {
      await ask('forms', { room: page.room, person: page.me, verb, incident, answers });
      dialog.close();
    } catch (problem) {
      find('form-problem').textContent = problem.message;
      find('form-problem').hidden = false;
      event.target.elements[problem.field]?.focus();
    }
  };
  dialog.showModal();
  find('form-fields').querySelector('textarea, input, select')?.focus();
}

function field({ name, label, kind, hint, isRequired, initial, maxLength, choices }) {
  const input = kind === 'choice' ? make('select') : make(kind === 'long' ? 'textarea' : 'input');
  if (kind === 'choice') input.append(...(isRequired && initial != null ? [] : [new Option('', '')]), ...choices.map(one => new Option(one.label, one.value)));
  if (kind === 'date') input.type = 'date';
  if (kind === 'tick') Object.assign(input, { type: 'checkbox', value: 'yes', checked: initial === 'yes' });
  else input.value = initial ?? '';
  if (maxLength) input.maxLength = maxLength;
  Object.assign(input, { name, required: isRequired });
  const row = make('label', '', kind === 'tick' ? 'field tick' : 'field');
  row.append(make('span', isRequired ? label : `${label} (optional)`), input);
  if (hint) row.append(make('small', hint));
  return row;
}

find('form-leave').onclick = () => find('form').close();

// ---- The document

function clearDocument() {
  page.incident = null;
  find('paper').replaceChildren();
  find('completeness').hidden = find('document-links').hidden = true;
}

function takeDocument({ incident, order, changed, filled, required, missing }) {
  const paper = find('paper');
  const isNew = page.incident !== incident;
  if (isNew) clearDocument();
  page.incident = incident;

  // What is being read stays where it is, whatever grows above it.
  const reading = [...paper.children].find(section => section.offsetTop + section.offsetHeight > paper.scrollTop + 1);
  const top = reading?.offsetTop;
  const known = new Map([...paper.children].map(section => [section.dataset.section, section]));
  const html = new Map(changed.map(section => [section.id, section.html]));
  let before = null;
  for (const id of order) {
    const section = known.get(id) ?? make('section', '', 'section');
    section.dataset.section = id;
    if (html.has(id)) {
      section.innerHTML = html.get(id);
      for (const anchor of section.querySelectorAll('a[href^="http"]')) anchor.target = '_blank';
      if (!isNew) flash(section);
    }
    const place = before ? before.nextSibling : paper.firstChild;
    if (place !== section) paper.insertBefore(section, place);
    before = section;
  }
  for (const [id, section] of known) if (!order.includes(id)) section.remove();
  if (reading?.isConnected && !isNew) paper.scrollTop += reading.offsetTop - top;

  find('empty').hidden = true;
  find('completeness').hidden = find('document-links').hidden = false;
  find('link-draft').href = `/sandbox/incidents/${incident}/postmortem.md`;
  find('link-finished').href = `/sandbox/incidents/${incident}/postmortem.md?form=finished`;
  find('progress').max = required;
  find('progress').value = filled;
  find('progress-text').textContent = missing.length ? `${filled} of ${required} required parts are filled; ${missing.length} missing` : `All ${required} required parts are filled`;
  find('missing-list').replaceChildren(...missing.map(part => {
    const item = make('li');
    const button = item.appendChild(make('button', part.name));
    button.type = 'button';
    button.onclick = () => { show('chat'); write(`/incident ${part.command.replace(/[<[].*$/, '')}`.trimEnd() + ' '); };
    item.append(' ', make('code', part.command));
    return item;
  }));
  if (!isNew && document.body.dataset.view !== 'document') find('changed-dot').hidden = false;
}

function flash(section) {
  clearTimeout(section.fading);
  section.classList.remove('fading');
  section.classList.add('flash');
  section.fading = setTimeout(() => {
    section.classList.replace('flash', 'fading');
    section.fading = setTimeout(() => section.classList.remove('fading'), 1300);
  }, 900);
}

// ---- The rest

function show(view) {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll('.tabs button')) button.setAttribute('aria-pressed', button.dataset.show === view);
  if (view === 'document') find('changed-dot').hidden = true;
  if (view === 'chat') toBottom();
}

document.querySelectorAll('.tabs button').forEach(button => { button.onclick = () => show(button.dataset.show); });
find('try-start').onclick = () => { show('chat'); write('/incident start P1 '); };
find('person').onchange = () => {
  page.me = find('person').value;
  sessionStorage.setItem('sandbox-person', page.me);
  loadRecall();
  go(room() && !room().isDirect ? page.room : 'general');
};
addEventListener('hashchange', () => {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted !== page.room && page.rooms?.some(one => one.id === wanted)) go(wanted);
});

const start = await ask('start');
Object.assign(page, { people: start.people, commands: start.commands, emoji: start.emoji });
box.maxLength = start.longestText;
find('person').append(...page.people.filter(one => !one.isMachine).map(one => new Option(`${one.name} (${one.place})`, one.id)));
page.me = page.people.find(one => one.id === sessionStorage.getItem('sandbox-person'))?.id ?? 'ada';
find('person').value = page.me;
page.rooms = await ask(`rooms?person=${page.me}`);
const wanted = decodeURIComponent(location.hash.slice(1));
const first = page.rooms.find(one => one.id === wanted)
  ?? page.rooms.findLast(one => one.incident && !['Resolved', 'Closed', 'Cancelled'].includes(one.incident.status))
  ?? page.rooms.findLast(one => one.incident)
  ?? page.rooms.find(one => one.id === 'general');
go(first.id);
loadRecall();
setInterval(showClock, 10_000);
