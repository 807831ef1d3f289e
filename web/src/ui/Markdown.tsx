import { Typography } from '@mantine/core';
import ReactMarkdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';

const PLUGINS = { remark: [remarkGfm], rehype: [htmlAsText, rehypeSanitize] };

interface Node {
  type: string;
  children?: Node[];
}

/** Else what cleans up would take it away, and a reader would never know that something stood there. */
function htmlAsText() {
  return function turn(node: Node): void {
    if (node.type === 'raw') {
      node.type = 'text';
    }
    node.children?.forEach(turn);
  };
}

/** A text as its author meant it to look. HTML in it is shown as text, and links lead to web pages and mail only. */
export function Markdown({ text }: { text: string }) {
  return (
    <Typography className="markdown">
      <ReactMarkdown
        remarkPlugins={PLUGINS.remark}
        rehypePlugins={PLUGINS.rehype}
        components={{
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noopener noreferrer nofollow">
              {children}
            </a>
          ),
          input: ({ checked }) => <input type="checkbox" aria-label={checked ? 'done' : 'to do'} checked={checked} disabled />,
          // What is wider than the page scrolls, for who has no mouse, too.
          pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
          // The page itself has a first heading.
          h1: ({ children }) => <h2>{children}</h2>,
        }}
      >
        {text}
      </ReactMarkdown>
    </Typography>
  );
}
