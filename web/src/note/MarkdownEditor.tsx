import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { diff } from '@codemirror/merge';
import { Annotation, EditorState, Transaction } from '@codemirror/state';
import { drawSelection, EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef } from 'react';

/** Marks what came from outside, so that it is not told as typed. */
const fromOutside = Annotation.define<boolean>();

/** Where Markdown is written. What comes in from outside leaves the cursor where it is. */
export default function MarkdownEditor(props: {
  label: string;
  value: string;
  readOnly: boolean;
  onChange: (text: string) => void;
  onBlur: () => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const told = useRef(props);
  told.current = props;
  const { value, readOnly, label } = props;

  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: told.current.value,
        extensions: [
          history(),
          drawSelection(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          markdown(),
          syntaxHighlighting(defaultHighlightStyle),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true' }),
          EditorState.readOnly.of(readOnly),
          EditorView.editable.of(!readOnly),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((each) => each.annotation(fromOutside))) {
              told.current.onChange(update.state.doc.toString());
            }
            if (update.focusChanged && !update.view.hasFocus) {
              told.current.onBlur();
            }
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, readOnly]);

  useEffect(() => {
    const editor = view.current!;
    const shown = editor.state.doc.toString();
    if (shown !== value) {
      editor.dispatch({
        changes: diff(shown, value, { scanLimit: 1_000, timeout: 100 }).map(({ fromA, toA, fromB, toB }) => ({
          from: fromA,
          to: toA,
          insert: value.slice(fromB, toB),
        })),
        annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
      });
    }
  }, [value]);

  return <div ref={place} className="editor" />;
}
