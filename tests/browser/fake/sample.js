// A widget for the fixtures' own test: a button that counts in a trait.
export default {
  render({ model, el }) {
    const button = document.createElement('button');
    const paint = () => { button.textContent = `Count: ${model.get('count')}`; };
    button.addEventListener('click', () => {
      model.set('count', model.get('count') + 1);
      model.save_changes();
    });
    model.on('change:count', paint);
    paint();
    el.append(button);
    return () => model.off('change:count', paint);
  },
};
