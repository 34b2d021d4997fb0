// What the pages of an incident gain by a script: changes arrive while they are open, and a slot is edited in its place.
// Without it they say and do the same; nothing is put into the page but the server's own HTML.
import { addLocalTimes } from './page.js';

const find = id => document.getElementById(id);
const paper = find('document');
const waiting = new Map();
let order = null;
let announced = new Set();

// ---- Changes that arrive

function connect() {
  const source = new EventSource(paper.dataset.changes);
  let lastHeard = Date.now();
  source.addEventListener('open', () => { lastHeard = Date.now(); say(''); });
  source.addEventListener('alive', () => { lastHeard = Date.now(); });
  source.addEventListener('change', event => {
    lastHeard = Date.now();
    say('');
    take(JSON.parse(event.data));
  });
  source.addEventListener('error', () => {
    // The browser gives up by itself where the answer was a refusal.
    const isRefused = source.readyState === EventSource.CLOSED;
    say(isRefused
      ? 'Not connected: your session may have ended, or the incident became private. Load the page again.'
      : 'Not connected: what you see may be old. Trying again…');
    if (isRefused) setTimeout(connect, 15_000);
  });
  const watch = setInterval(() => {
    if (source.readyState === EventSource.CLOSED) clearInterval(watch);
    else if (Date.now() - lastHeard > 45_000) {
      clearInterval(watch);
      source.close();
      connect();
    }
  }, 10_000);
}

function say(words) {
  find('line').textContent = words;
  find('line').hidden = !words;
}

function take(change) {
  order = change.order;
  for (const part of [change.card, change.gaps, change.review, ...change.sections]) waiting.set(part.id, part);
  for (const section of [...paper.children]) if (!order.includes(section.id)) waiting.set(section.id, { id: section.id, isGone: true });
  put();
}

/** Puts in what has arrived, except where somebody is writing; what is being read stays where it is. */
function put() {
  const reading = placeOfReading();
  const changed = [];
  const made = new Map();
  for (const [id, part] of waiting) {
    let element = find(id);
    if (element?.querySelector('form.editor')) {
      tellWriter(element);
      continue;
    }

    waiting.delete(id);
    if (part.isGone) {
      element?.remove();
      continue;
    }

    if (!element) {
      element = document.createElement('section');
      element.id = id;
      made.set(id, element);
    } else if (element.dataset.version === part.version) continue;

    const opened = new Map([...element.querySelectorAll('details[id]')].map(one => [one.id, one.open]));
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset.slot : null;
    element.innerHTML = part.html;
    element.dataset.version = part.version;
    element.dataset.name = part.name;
    for (const [detail, isOpen] of opened) if (find(detail)) find(detail).open = isOpen;
    if (focused) element.querySelector(`[data-slot="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    addLocalTimes(element);
    if (order.includes(id)) {
      changed.push(part.name);
      mark(element);
    }
  }

  let before = null;
  for (const id of order) {
    const section = find(id) ?? made.get(id);
    if (!section) continue;
    if ((before ? before.nextElementSibling : paper.firstElementChild) !== section) {
      if (before) before.after(section);
      else paper.prepend(section);
    }
    before = section;
  }

  reading?.restore();
  announce(changed);
}

function mark(element) {
  element.classList.add('changed');
  clearTimeout(element.fading);
  element.fading = setTimeout(() => element.classList.remove('changed'), 2_500);
}

/** One sentence for all that changed within a moment: a busy incident must not talk without end. */
function announce(names) {
  if (names.length === 0) return;
  if (announced.size === 0) {
    setTimeout(() => {
      find('announce').textContent = `Changed: ${[...announced].join(', ')}`;
      announced = new Set();
    }, 1_500);
  }
  names.forEach(name => announced.add(name));
}

/** The first thing on the screen, so that it can be put back to where it was. */
function placeOfReading() {
  if (scrollY < 4) return null;
  const section = [...document.querySelectorAll('#card, #gaps, #review, #document > section')].find(one => one.getBoundingClientRect().bottom > 0);
  if (!section) return null;
  const parts = 'tr, li, p, h2, h3, h4, pre, .block';
  const first = [...section.querySelectorAll(parts)].find(one => one.getBoundingClientRect().bottom > 0) ?? section;
  const [top, tag, text, id] = [first.getBoundingClientRect().top, first.tagName, first.textContent, section.id];
  return {
    restore() {
      const again = first.isConnected ? first : [...(find(id)?.querySelectorAll(tag) ?? [])].find(one => one.textContent === text) ?? find(id);
      if (again) scrollBy({ top: again.getBoundingClientRect().top - top, behavior: 'instant' });
    },
  };
}

// ---- Writing in place

const draftOf = slot => `draft ${location.pathname} ${slot}`;

async function edit(link) {
  const block = link.closest('.block');
  if (block.querySelector('form.editor')) return block.querySelector('textarea').focus();
  if (!leave()) return;
  const answer = await fetch(`${link.getAttribute('href')}?part=`, { headers: { Accept: 'text/html' } }).catch(() => null);
  if (!answer?.ok) return location.assign(link.href);
  show(block, await answer.text(), link.dataset.slot, link);
}

function show(block, html, slot) {
  block.querySelector('form.editor')?.remove();
  block.insertAdjacentHTML('beforeend', html);
  const form = block.querySelector('form.editor');
  const box = form.querySelector('textarea');
  addLocalTimes(form);
  form.dataset.slot = slot;
  form.dataset.from = box.value;
  const draft = sessionStorage.getItem(draftOf(slot));
  if (draft !== null && draft !== box.value && !form.querySelector('#theirs')) box.value = draft;
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  box.addEventListener('input', () => keep(form));
  box.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    if (leave()) close(form);
  });
  form.querySelector('[data-cancel]').addEventListener('click', event => {
    event.preventDefault();
    close(form);
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    save(form);
  });
}

/** What was typed survives a reload of the page; a text that is too large for that is not kept. */
function keep(form) {
  clearTimeout(form.keeping);
  form.keeping = setTimeout(() => {
    try {
      sessionStorage.setItem(draftOf(form.dataset.slot), form.querySelector('textarea').value);
    } catch { /* The storage is full. */ }
  }, 300);
}

function forget(form) {
  clearTimeout(form.keeping);
  sessionStorage.removeItem(draftOf(form.dataset.slot));
}

/** Whether the open form, if there is one, may be closed: nothing that was typed is lost without a question. */
function leave() {
  const form = document.querySelector('.block form.editor');
  if (!form) return true;
  if (form.querySelector('textarea').value !== form.dataset.from && !confirm('What you wrote is not saved. Leave it?')) return false;
  close(form);
  return true;
}

function close(form) {
  forget(form);
  const { slot } = form.dataset;
  form.remove();
  put();
  document.querySelector(`.edit[data-slot="${CSS.escape(slot)}"]`)?.focus({ preventScroll: true });
}

async function save(form) {
  if (form.isSaving) return;
  form.isSaving = true;
  const button = form.querySelector('[type="submit"]');
  button.setAttribute('aria-disabled', 'true');
  try {
    const answer = await fetch(`${form.getAttribute('action')}?part=`, { method: 'POST', body: new FormData(form) });
    if (answer.ok) {
      forget(form);
      form.querySelector('textarea').value = form.dataset.from;
      close(form);
      find('announce').textContent = 'Saved.';
    } else if (answer.status === 409 || answer.status === 422) {
      show(form.closest('.block'), await answer.text(), form.dataset.slot);
    } else {
      trouble(form, answer.status === 400 || answer.status === 401 ? 'Not saved: your session has ended, or this page is too old. Copy your text, and load the page again.' : 'Not saved. Try again.');
    }
  } catch {
    trouble(form, 'Not saved: the bot can\'t be reached. What you wrote is still here; try again.');
  } finally {
    form.isSaving = false;
    button.removeAttribute('aria-disabled');
  }
}

function trouble(form, words) {
  let line = form.querySelector('.problem');
  if (!line) {
    line = document.createElement('p');
    line.className = 'problem';
    line.setAttribute('role', 'alert');
    form.querySelector('.sides').before(line);
  }
  line.textContent = words;
}

function tellWriter(section) {
  const form = section.querySelector('form.editor');
  if (form.querySelector('.meanwhile')) return;
  const line = document.createElement('p');
  line.className = 'meanwhile quiet';
  line.setAttribute('role', 'status');
  line.textContent = 'Something has changed in this part while you write; it shows when you are done.';
  form.querySelector('.buttons').before(line);
}

// ---- Buttons that carry a command

async function act(form, button) {
  const fields = new FormData(form, button);
  // Each press is a deed of its own.
  fields.set('once', crypto.randomUUID?.().replaceAll('-', '') ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join(''));
  button.disabled = true;
  const answer = await fetch(form.action, { method: 'POST', body: fields, headers: { Accept: 'application/json' } }).catch(() => null);
  button.disabled = false;
  if (!answer?.ok) return say('That did not work. Load the page again, and try once more.');
  const { isRefusal, html } = await answer.json();
  const words = document.createElement('p');
  words.innerHTML = html;
  if (isRefusal) say(words.textContent);
  else find('announce').textContent = words.textContent;
  const editor = button.closest('form.editor');
  if (editor) close(editor);
}

if (paper?.dataset.changes) {
  connect();
  // Where it stands beside the document, what is missing hides nothing.
  if (matchMedia('(min-width: 64rem)').matches && find('missing')) find('missing').open = true;
  document.addEventListener('click', event => {
    const link = event.target.closest('a.edit[data-slot]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    edit(link);
  });
  find('act').addEventListener('submit', event => {
    event.preventDefault();
    act(event.target, event.submitter);
  });
  addEventListener('beforeunload', event => {
    const form = document.querySelector('.block form.editor');
    if (form && form.querySelector('textarea').value !== form.dataset.from && sessionStorage.getItem(draftOf(form.dataset.slot)) === null) event.preventDefault();
  });

  // What was being written when the page was left is taken up again.
  const started = Object.keys(sessionStorage).find(key => key.startsWith(`draft ${location.pathname} `));
  const link = started && document.querySelector(`.edit[data-slot="${CSS.escape(started.slice(draftOf('').length))}"]`);
  if (link) edit(link);
}
