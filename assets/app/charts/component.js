// The Dash component Chart (layouts/pieces/chart.py): a place whose figure a callback may set.
import { clear, draw } from './draw.js';

/** @type {any} */
const globals = window;
const { React } = globals;

class Chart extends React.Component {
  /** @param {any} props */
  constructor(props) {
    super(props);
    this.place = React.createRef();
  }

  componentDidMount() {
    this.show();
  }

  // The same figure again is not drawn again: it would undo what a reader has done to it.
  /** @param {any} before */
  componentDidUpdate(before) {
    if (before.figure !== this.props.figure) this.show();
  }

  componentWillUnmount() {
    clear(this.place.current);
  }

  show() {
    const { figure, config } = this.props;
    if (figure) draw(this.place.current, { ...figure, config });
  }

  render() {
    const { id, className } = this.props;
    return React.createElement('div', { id, className, ref: this.place });
  }
}

globals.throughline = { ...globals.throughline, Chart };
