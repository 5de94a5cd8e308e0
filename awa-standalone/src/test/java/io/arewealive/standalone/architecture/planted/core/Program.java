package io.arewealive.standalone.architecture.planted.core;

public final class Program {

    private Program() {}

    public static void main(String[] arguments) {
        System.out.println("a program may");
        System.exit(0);
    }
}
