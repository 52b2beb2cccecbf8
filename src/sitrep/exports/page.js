// Values and their words light up together. Everything also works without this script: values and marks are links.
'use strict';
for (const story of document.querySelectorAll('.story')) {
  const text = story.querySelector('.text');
  const quote = story.querySelector('.quote');
  const marks = [...text.querySelectorAll('mark')];
  const values = [...story.querySelectorAll('.val[data-v]')];
  const keys = element => element.dataset.v.split(' ');
  const resting = quote.textContent;
  let pinned = null;

  const add = (parent, name, words, style) => {
    const child = document.createElement(name);
    child.textContent = words;
    if (style) child.className = style;
    parent.append(child, ' ');
  };
  const passages = key => {
    const found = [];
    for (const mark of marks) {
      if (!keys(mark).includes(key)) continue;
      const [start, end] = mark.dataset.o.split('–').map(Number);
      const last = found[found.length - 1];
      if (last && last.end === start) { last.end = end; last.words += mark.textContent; }
      else found.push({ start, end, words: mark.textContent });
    }
    return found;
  };
  const show = chosen => {
    for (const element of [...marks, ...values]) {
      element.classList.toggle('on', !!chosen && keys(element).some(key => chosen.includes(key)));
    }
    quote.replaceChildren();
    quote.classList.toggle('has', !!chosen);
    if (!chosen) { add(quote, 'span', resting, 'qq'); return; }
    const value = values.find(element => keys(element).includes(chosen[0]));
    if (value) {
      add(quote, 'b', value.textContent);
      add(quote, 'span', value.closest('.ev').querySelector('h3').textContent, 'qq');
      quote.append(document.createElement('br'));
    }
    for (const passage of passages(chosen[0])) {
      add(quote, 'q', passage.words);
      add(quote, 'span', passage.start + '–' + passage.end, 'mono');
    }
  };
  const scrollTo = element => {
    const fold = element.closest('details');
    if (fold) fold.open = true;
    const place = element.getBoundingClientRect();
    if (place.top < 60 || place.bottom > innerHeight - 20) element.scrollIntoView({ block: 'center' });
  };
  const wire = (element, target, partners) => {
    target.addEventListener('pointerenter', () => show(keys(element)));
    target.addEventListener('pointerleave', () => show(pinned));
    target.addEventListener('focus', () => show(keys(element)));
    target.addEventListener('blur', () => show(pinned));
    target.addEventListener('click', event => {
      event.preventDefault();
      pinned = keys(element);
      show(pinned);
      history.replaceState(null, '', '#v=' + pinned[0]);
      const partner = partners.find(other => keys(other).includes(pinned[0]));
      if (partner && matchMedia('(min-width: 1001px)').matches) scrollTo(partner);
    });
  };
  const links = marks.map(mark => mark.querySelector('a'));
  marks.forEach((mark, number) => wire(mark, links[number], values));
  values.forEach(value => wire(value, value, marks));

  // One stop for Tab in the text; the arrows go from passage to passage.
  links.forEach((link, number) => { link.tabIndex = number ? -1 : 0; });
  text.addEventListener('keydown', event => {
    const at = links.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (at < 0 || !step) return;
    event.preventDefault();
    const next = links[(at + step + links.length) % links.length];
    links[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    pinned = null;
    show(null);
    history.replaceState(null, '', location.pathname + location.search);
  });
  for (const button of story.querySelectorAll('.kinds button')) {
    button.addEventListener('click', () => {
      const on = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(on));
      text.classList.toggle('hide-' + button.dataset.k, !on);
    });
  }
  const asked = location.hash.match(/^#v=([\w.-]+)$/);
  if (asked && values.some(value => keys(value).includes(asked[1]))) {
    pinned = [asked[1]];
    show(pinned);
    const first = marks.find(mark => keys(mark).includes(asked[1]));
    if (first) addEventListener('load', () => scrollTo(first));
  }
}
