// What every page gains by a script: the reader's own time beside UTC. Without it, the page says and does the same.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax${secure}`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** Adds the reader's time to each moment within that does not have it yet; call it for what a script puts into the page. */
export function addLocalTimes(within = document) {
  for (const element of within.querySelectorAll('time[datetime*="T"]:not([data-local])')) {
    const at = new Date(element.dateTime);
    element.dataset.local = '';
    if (Number.isNaN(at.valueOf()) || at.getTimezoneOffset() === 0) continue;

    const isSameDay = at.getDate() === at.getUTCDate();
    const local = document.createElement('span');
    local.className = 'local';
    local.textContent = ` (${isSameDay ? '' : `${day.format(at)} `}${clock.format(at)} your time)`;
    element.append(local);
  }
}

addLocalTimes();
