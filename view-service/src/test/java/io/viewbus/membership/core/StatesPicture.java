/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws state machines: states in a row, moves as arcs with numbers, forward ones above and backward ones below. */
final class StatesPicture {

    private static final int WIDTH = 1040;
    private static final int BOX_WIDTH = 130;
    private static final int BOX_HEIGHT = 38;
    private static final int PITCH = 205;
    private static final int LEFT = 45;
    private static final int ARC = 38;
    private static final int TITLE = 50;

    /** One machine: its states in order, and its moves. */
    record Machine(String title, String table, List<Enum<?>> states, List<Move<?>> moves) {

        /** How far the longest move above or below the row reaches. */
        int reach(boolean above) {
            return moves.stream()
                    .filter(move -> isAbove(move) == above)
                    .mapToInt(move -> Math.max(1, Math.abs(distance(move))))
                    .max()
                    .orElse(0);
        }

        int distance(Move<?> move) {
            return at(move.to()) - at(move.from());
        }

        int at(Enum<?> state) {
            return states.indexOf(state);
        }

        boolean isAbove(Move<?> move) {
            return distance(move) >= 0;
        }
    }

    private StatesPicture() {}

    static <S extends Enum<S>, M extends Enum<M> & Move<S>> Machine machine(String title, S[] states, M[] moves) {
        return new Machine(title, moves[0].getDeclaringClass().getSimpleName(), List.of(states), List.of(moves));
    }

    static List<String> draw(List<Machine> machines) {
        List<String> body = new ArrayList<>();
        int y = 0;
        for (Machine machine : machines) {
            body.add(element(
                    "<text x='%d' y='%d' font-size='16' font-weight='bold'>%s</text>", LEFT, y + 30, machine.title()));
            int top = y + TITLE + machine.reach(true) * ARC;
            drawMachine(machine, top, body);
            y = top + BOX_HEIGHT + machine.reach(false) * ARC + 20;
        }
        List<String> lines = new ArrayList<>();
        lines.add(element(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'"
                        + " font-family='sans-serif' font-size='13'>",
                WIDTH, y, WIDTH, y));
        lines.add(element("<defs><marker id='tip' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='7' markerHeight='7'"
                + " orient='auto'><path d='M0 0L8 4L0 8z' fill='#456'/></marker></defs>"));
        lines.add(element("<rect width='%d' height='%d' fill='#fff'/>", WIDTH, y));
        lines.addAll(body);
        lines.add("</svg>");
        return lines;
    }

    private static void drawMachine(Machine machine, int top, List<String> body) {
        for (int i = 0; i < machine.moves().size(); i++) {
            drawMove(machine, machine.moves().get(i), i + 1, top, body);
        }
        for (Enum<?> state : machine.states()) {
            int x = LEFT + machine.at(state) * PITCH;
            body.add(element(
                    "<rect x='%d' y='%d' width='%d' height='%d' rx='6' fill='#eef3f8' stroke='#456'/>",
                    x, top, BOX_WIDTH, BOX_HEIGHT));
            body.add(element(
                    "<text x='%d' y='%d' text-anchor='middle'>%s</text>", x + BOX_WIDTH / 2, top + 24, state.name()));
        }
    }

    private static void drawMove(Machine machine, Move<?> move, int number, int top, List<String> body) {
        boolean above = machine.isAbove(move);
        int y = above ? top : top + BOX_HEIGHT;
        int height = Math.max(1, Math.abs(machine.distance(move))) * ARC * (above ? -1 : 1);
        int from = port(machine, move, machine.at(move.from()), false);
        int to = port(machine, move, machine.at(move.to()), true);
        body.add(element(
                "<path d='M%d %dC%d %d %d %d %d %d' fill='none' stroke='#456' marker-end='url(#tip)'/>",
                from, y, from, y + height, to, y + height, to, y));
        int x = (from + to) / 2;
        int middle = y + height * 3 / 4;
        body.add(element("<circle cx='%d' cy='%d' r='10' fill='#fff' stroke='#456'/>", x, middle));
        body.add(element("<text x='%d' y='%d' text-anchor='middle' font-size='11'>%d</text>", x, middle + 4, number));
    }

    /** One end of a move at a state: the states it leads to or from, and whether it is the end with the tip. */
    private record End(Move<?> move, int other, boolean tip) {}

    /** The ends of the arcs on one side of a box stand in such an order that arcs lie within each other. */
    private static int port(Machine machine, Move<?> move, int state, boolean tip) {
        boolean above = machine.isAbove(move);
        List<End> ends = new ArrayList<>();
        for (Move<?> each : machine.moves()) {
            if (machine.isAbove(each) == above) {
                addEnds(machine, each, state, ends);
            }
        }
        ends.sort(Comparator.comparingInt((End end) -> Integer.signum(end.other() - state))
                .thenComparing(Comparator.comparingInt(End::other).reversed())
                .thenComparing(End::tip));
        int at = 0;
        while (ends.get(at).move() != move || ends.get(at).tip() != tip) {
            at++;
        }
        return LEFT + state * PITCH + (at + 1) * BOX_WIDTH / (ends.size() + 1);
    }

    private static void addEnds(Machine machine, Move<?> move, int state, List<End> ends) {
        if (machine.at(move.from()) == state) {
            ends.add(new End(move, machine.at(move.to()), false));
        }
        if (machine.at(move.to()) == state) {
            ends.add(new End(move, machine.at(move.from()), true));
        }
    }

    private static String element(String format, Object... values) {
        return String.format(Locale.ROOT, format.replace('\'', '"'), values);
    }
}
