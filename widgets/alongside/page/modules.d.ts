// What esbuild understands and TypeScript has to be told.
declare module '*?text' {
  const text: string;
  export default text;
}
declare module 'anywidget';
